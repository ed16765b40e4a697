"""The menu's doors for other rooms: what can be eaten, and recipes as they were."""

from .detail import Detail
from .editor import Editor
from .foods import Foods
from .lines import match_name, parse_line
from .models import Dish
from .offers import instead_of, ready_now
from .resolve import base_of, measure_tables
from .rows import mark_of, recipes
from .sections import section_name, section_order
from .snapshot import frozen, kitchen_snapshot, read_copy
from .stations import DishStation, Station
from .words import closed_words, status_words, timer_words

__all__ = ["Foods", "asked_of", "base_of", "closed_words", "give_left", "instead_of", "match_name", "measure_tables",
           "method", "parse_line", "positions", "ready_now", "recipe_copy", "sections_of", "snapshot", "stations",
           "stations_of_dishes", "status_words", "take_left", "timer_words", "write_dish"]


def snapshot(family, fresh=False, day=None):
    """The kitchen now, or as it will be on a day; `fresh` inside a transaction that decides."""
    return kitchen_snapshot(family, day, fresh)


def recipe_copy(dish):
    """The dish's recipe as plain data, to be kept with an order and judged by Snapshot.judge_copy."""
    mark = mark_of(dish, dish.family.today())
    return frozen(recipes(dish.family, {dish.id: mark})[dish.id].recipe)


def asked_of(copy, portions, left_out=()):
    """{ingredient id: thousandths} a recipe copy asks for, without the lines left out; what is unknown is not in."""
    needs = read_copy(copy).without(positions(copy, left_out))
    return {need.ingredient: need.asked.at(portions) for need in needs.needs} if portions else {}


def take_left(dish_id, portions):
    """Some of the portions that are left are ordered; False when there are not so many. In the order's transaction."""
    left = Dish.portions_left
    query = Dish.update(portions_left=left - portions).where(Dish.id == dish_id, left.is_null() | (left >= portions))
    return bool(query.execute())


def give_left(dish_id, portions):
    """They are not cooked after all: somebody else may have them."""
    left = Dish.portions_left
    Dish.update(portions_left=left + portions).where(Dish.id == dish_id, left.is_null(False)).execute()


def method(dish, portions):
    """How the dish is made as its recipe stands now: `lines` [Shown] for so many portions, and `steps`."""
    return Detail(dish, None, None, portions)


def positions(copy, left_out):
    """The positions in a recipe copy of the lines with these names."""
    return frozenset(index for index, line in enumerate(copy.get("lines", ())) if line["name"] in left_out)


def stations(family):
    """The family's stations in their order; each has `id` and `name`."""
    return Station.of_family(family)


def stations_of_dishes(family):
    """{dish id: station id}; a dish that is not in it is made anywhere."""
    return dict(family.of(DishStation).select(DishStation.dish, DishStation.station).tuples())


def sections_of(dishes):
    """[(code, name)] of the sections these stand in, in the order of the menu."""
    codes = {dish.section for dish in dishes}
    return [(code, section_name(code)) for code in sorted(codes, key=section_order)]


def write_dish(family, by, lines, steps, **traits):
    """A new dish from lines and steps as people type them; what the starter catalogue knows is added by itself."""
    return Editor.read(family, None, {"line": lines, "step": steps}).store(by, "", **traits)
