"""How dishes look on the menu: what a card shows of each, read in one query and kept while nothing changes."""

from typing import NamedTuple

import peewee

from familychef.core.folding import fold_name

from .dishes import image_address
from .models import Dish, Picture
from .sections import section_order


class Face(NamedTuple):
    """`image` is the address of its small picture."""

    id: int
    name: str
    description: str
    section: str
    minutes: int
    tags: list
    diet: list
    image: str

    @classmethod
    def of(cls, dish):
        same = (dish.description, dish.section, dish.prep_minutes, dish.tags, dish.diet)
        return cls(dish.id, dish.name, *same, dish.image())


def published(family):
    """[Face] of what is on the menu, in its order."""
    rows = (
        Dish.select(Dish.id, Dish.name, Dish.description, Dish.section, Dish.prep_minutes, Dish.tags, Dish.diet,
                    Picture.small)
        .join(Picture, peewee.JOIN.LEFT_OUTER)
        .where(Dish.family == family.id, Dish.published, ~Dish.archived)
        .tuples()
    )
    faces = [Face(*row, image_address(row[0], row[1], row[3], file)) for *row, file in rows]
    return sorted(faces, key=lambda face: (section_order(face.section), fold_name(face.name)))
