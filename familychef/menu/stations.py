"""Where in the kitchen a dish is made: stove, oven, cold, or whatever the family calls it."""

import peewee

from familychef.core.db import Model, transaction
from familychef.core.errors import Refusal
from familychef.core.events import record
from familychef.core.folding import fold_name
from familychef.core.i18n import _, _l
from familychef.families.models import Family

from .dishes import Dish

MOST = 12
USUAL = (_l("Stove"), _l("Oven"), _l("Cold"))


class Station(Model):
    room, view_permission = "menu", "menu.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    name = peewee.CharField(max_length=40)
    name_key = peewee.CharField(max_length=40)
    position = peewee.IntegerField(default=0)

    class Meta:
        indexes = ((("family_id", "name_key"), True),)

    @classmethod
    def of_family(cls, family):
        """From the first to the last, as the family has put them."""
        return list(family.of(cls).order_by(cls.position, cls.id))

    @classmethod
    def add(cls, family, by, name):
        """A new one behind the others; the one that is called so already, when there is one."""
        with transaction(family):
            there = cls.of_family(family)
            found = next((each for each in there if each.name_key == key_of(name)), None)
            return found or cls._added(family, by, name, there)

    def rename(self, by, name):
        with transaction(self.family):
            before = Station.get_by_id(self.id).name
            if any(each.name_key == key_of(name) for each in self._others()):
                raise Refusal(_("There is a station of this name already."), field="name")
            if before != name and self.changed_rows(name=name, name_key=key_of(name)):
                self._tell("renamed", by, name=[before, name])

    def move(self, by, place):
        """To this place in the row, from 1; beyond its end it is the last."""
        with transaction(self.family):
            row = self._others()
            row.insert(place - 1, self)
            moved = [each.changed_rows(Station.position != at, position=at) for at, each in enumerate(row, 1)]
            if any(moved):
                self._tell("moved", by, position=[None, place])

    def remove(self, by):
        """Its dishes are made anywhere from now on."""
        with transaction(self.family):
            if Station.delete().where(Station.id == self.id).execute():
                self._tell("removed", by, name=[self.name, None])

    @classmethod
    def _added(cls, family, by, name, there):
        if len(there) >= MOST:
            raise Refusal(_("That is enough: at most %(count)s stations.", count=MOST), field="name")
        last = max((each.position for each in there), default=0)
        made = cls.create(family=family, name=name, name_key=key_of(name), position=last + 1)
        made._tell("added", by, name=[None, name])
        return made

    def _others(self):
        return [each for each in Station.of_family(self.family) if each.id != self.id]

    def _tell(self, what, by, **changes):
        record(f"station.{what}", self, actor=by, stale="stations kitchen", changes=changes)


class DishStation(Model):
    """The one station a dish is made at; a dish without is made anywhere."""

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    dish = peewee.ForeignKeyField(Dish, unique=True, backref="places", on_delete="CASCADE")
    station = peewee.ForeignKeyField(Station, backref="dishes", on_delete="CASCADE")


def key_of(name):
    return fold_name(name)[:40] or name.casefold()[:40]


def usual_stations(there):
    """The names most kitchens want and this one has not."""
    known = {station.name_key for station in there}
    return [str(name) for name in USUAL if key_of(str(name)) not in known]
