"""How dishes look on the menu: what a card shows of each, read in one query and kept while nothing changes."""

from collections import OrderedDict
from typing import NamedTuple

import peewee

from familychef.core.folding import fold_name
from familychef.core.prepared import Prepared

from .dishes import image_address
from .models import Dish, Picture
from .sections import section_order

KEPT = 8
_seen = OrderedDict()


class Face(NamedTuple):
    """`image` is the address of its small picture."""

    id: int
    name: str
    description: str
    section: str
    minutes: int
    tags: tuple
    diet: tuple
    image: str

    @classmethod
    def of(cls, dish):
        same = (dish.description, dish.section, dish.prep_minutes, tuple(dish.tags), tuple(dish.diet))
        return cls(dish.id, dish.name, *same, dish.image())


def published(family):
    """[Face] of what is on the menu, in its order; the very same list as long as nothing of it changes."""
    rows = _published.rows(family=family.id)
    before = _seen.get(family.id)
    if before is None or before[0] != rows:
        faces = sorted(map(_face, rows), key=lambda face: (section_order(face.section), fold_name(face.name)))
        _seen[family.id] = rows, faces
    _seen.move_to_end(family.id)
    while len(_seen) > KEPT:
        _seen.popitem(last=False)
    return _seen[family.id][1]


@Prepared
def _published(blank):
    return (
        Dish.select(Dish.id, Dish.name, Dish.description, Dish.section, Dish.prep_minutes, Dish.tags, Dish.diet,
                    Picture.small)
        .join(Picture, peewee.JOIN.LEFT_OUTER)
        .where(Dish.family == blank("family"), Dish.published, ~Dish.archived)
    )


def _face(row):
    id, name, description, section, minutes, tags, diet, file = row
    words = (tuple(Dish.tags.python_value(tags)), tuple(Dish.diet.python_value(diet)))
    return Face(id, name, description, section, minutes, *words, image_address(id, name, section, file))
