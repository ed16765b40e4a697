"""The families' door: their blueprint, and how their pages find a person."""

from flask import Blueprint, g
from playhouse.flask_utils import get_object_or_404

from .models import FamilyMember

families = Blueprint("families", __name__)


def member_of_family(id):
    return get_object_or_404(g.family.active_members(), FamilyMember.id == id)
