"""The menu's doors for other rooms: what can be eaten, and recipes as they were."""

from .editor import Editor
from .models import Dish, Picture
from .rows import recipes
from .snapshot import frozen, kitchen_snapshot
from .words import status_words

__all__ = ["positions", "ready_now", "recipe_copy", "snapshot", "status_words", "write_dish"]


def snapshot(family, fresh=False, day=None):
    """The kitchen now, or as it will be on a day; `fresh` inside a transaction that decides."""
    return kitchen_snapshot(family, day, fresh)


def recipe_copy(dish):
    """The dish's recipe as plain data, to be kept with an order and judged by Snapshot.judge_copy."""
    mark = (dish.version, dish.yield_portions, dish.published, dish.archived)
    return frozen(recipes(dish.family, {dish.id: mark})[dish.id].recipe)


def positions(copy, left_out):
    """The positions in a recipe copy of the lines with these names."""
    return frozenset(index for index, line in enumerate(copy.get("lines", ())) if line["name"] in left_out)


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


def write_dish(family, by, lines, steps, **traits):
    """A new dish from lines and steps as people type them; what the starter catalogue knows is added by itself."""
    return Editor.read(family, None, {"line": lines, "step": steps}).store(by, "", **traits)
