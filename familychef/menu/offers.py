"""What somebody can have at once, and what instead of a dish that can't be had."""

from .models import Dish, Picture
from .snapshot import kitchen_snapshot

INSTEAD = 3


def ready_now(member, limit=None):
    """[(dish, verdict)] of what this member can have at once, the quickest first."""
    verdicts = kitchen_snapshot(member.family).judge_menu(member.allergens)
    ready = [id for id, verdict in verdicts.items() if verdict.orderable]
    dishes = (
        member.family.of(Dish)
        .select_extend(Picture)
        .left_outer_join(Picture)
        .where(Dish.id.in_(ready))
        .order_by(Dish.prep_minutes, Dish.name)
        .limit(limit)
    )
    return [(dish, verdicts[dish.id]) for dish in dishes]


def instead_of(dish, eater):
    """[dish] of what is ready for this eater, first what stands in the same section of the menu."""
    others = [other for other, _verdict in ready_now(eater) if other.id != dish.id]
    return sorted(others, key=lambda other: other.section != dish.section)[:INSTEAD]
