"""What somebody made while they were allowed to, and kept for later."""

from tests.families.papers import SIGN_UP, joined


def test_who_is_no_admin_any_more_lets_nobody_in(world, client):
    from familychef.families.models import FamilyMember, Invitation

    world.nonna.grant(["chef", "admin"], by=world.marta)
    kept = Invitation.issue(FamilyMember.get_by_id(world.nonna.id), ["admin"], uses=5, token="kept-for-later")[1]
    world.nonna.grant(["chef"], by=world.marta)
    assert joined(client, kept).status_code == 410
    assert not FamilyMember.select().where(FamilyMember.name == SIGN_UP["name"], FamilyMember.family == world.rossi)


def test_other_roles_leave_an_admin_s_invitations_open(world, client):
    from familychef.families.models import Invitation

    link = Invitation.issue(world.marta, ["member"], token="for-a-cousin")[1]
    world.marta.grant(["admin"], by=world.marta)
    assert joined(client, link).status_code == 303
