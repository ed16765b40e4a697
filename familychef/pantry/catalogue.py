"""Finding ingredients by what people type: the family's own first, then the starter catalogue."""

from functools import cache

from familychef.core.amounts import base_language
from familychef.core.errors import Refusal
from familychef.core.folding import fold_name
from familychef.core.i18n import _
from familychef.core.i18n import language as language_in_use

from . import starter
from .models import Ingredient

KEPT_GRACE = (2, 30)


def resolve(family, name, language):
    """The family's own ingredient of this name or alias, or of the starter so called; or None."""
    wanted = fold_name(name)
    own = list(family.of(Ingredient).order_by(Ingredient.archived, Ingredient.id)) if wanted else []
    for names in (_name, _aliases):
        for ingredient in own:
            if wanted in map(fold_name, names(ingredient)):
                return ingredient
    known = starter_named(name, language)
    return known and next((ingredient for ingredient in own if ingredient.starter == known.key), None)


def named(family, by, name, base=""):
    """The family's own of this name, else the starter's, else a new one. Raises Refusal when it isn't known enough."""
    language = language_in_use()
    own = resolve(family, name, language)
    known = own is None and starter_named(name, language)
    if own:
        return own
    elif known:
        return add_from_starter(family, known.key, by, language)
    elif base:
        return Ingredient.add(family, by, name, base=base)
    else:
        raise Refusal(_("This is new to us. Please say how it is counted."), field="base")


def suggestions(family, text, limit=8):
    """[(name, base, the family's own?)] for what has been typed so far."""
    language, typed = language_in_use(), fold_name(text)
    own = [each for each in family.of(Ingredient).where(~Ingredient.archived).order_by(Ingredient.name_key)]
    mine = [(each.name, each.base, True) for each in own if typed and _begins(typed, [each.name, *each.aliases])]
    known, named = {each.starter for each in own}, {fold_name(each.name) for each in own}
    more = [
        (_shown(each.name(language)), each.base, False)
        for each in starter.suggest(text[:80], language, limit)
        if each.key not in known and fold_name(each.name(language)) not in named
    ]
    return (mine[:limit] + more)[:limit]


def starter_named(name, language):
    """The starter whose name or alias this is, in this language; or None."""
    best = starter.suggest(name[:80], language, 1)
    return best[0] if best and best[0].is_called(name, language) else None


@cache
def starter_names(language):
    """[(starter, its names in this language)] of the whole catalogue."""
    return [(each, each.names[base_language(language)]) for each in starter.load()]


def add_from_starter(family, starter_key, by, language=None):
    """The family's ingredient made from a starter, or the one it already has of it. Raises KeyError."""
    known = {each.key: each for each in starter.load()}[starter_key]
    mine = family.of(Ingredient).where(Ingredient.starter == starter_key).first()
    return mine or _added(family, known, by, language or family.locale)


def _added(family, known, by, language):
    density = known.density
    return Ingredient.add(
        family, by, _shown(known.name(language)), starter=known.key, aliases=list(known.aliases(language)),
        base=known.base, track=known.track, level="plenty" if known.track == "level" else "out",
        date_kind=known.date_kind, shelf_days=known.shelf_days, grace_days=_grace(known),
        opened_days=known.opened_days, frozen_days=known.frozen_days, piece_weight=known.piece_weight,
        density_num=density and density.numerator, density_den=density and density.denominator, aisle=known.aisle,
        place=known.place, allergens=list(known.allergens), diet=_diets(known), measures=known.measures,
    )


def _name(ingredient):
    return [ingredient.name]


def _aliases(ingredient):
    return ingredient.aliases


def _begins(typed, names):
    return any(f" {typed}" in f" {fold_name(name)}" for name in names)


def _shown(name):
    return name[:1].upper() + name[1:]


def _grace(known):
    """What keeps long is good for a while past its best-before; a use-by date has no grace."""
    least, most = KEPT_GRACE
    return min(max((known.shelf_days or 0) // 10, least), most) if known.date_kind == "best_before" else 0


def _diets(known):
    return {"vegan": ["vegan", "vegetarian"], "vegetarian": ["vegetarian"]}.get(known.diet, [])
