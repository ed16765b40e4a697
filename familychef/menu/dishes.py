"""Dishes, their pictures, and who likes them: publishing, hiding, archiving, duplicating."""

import hashlib

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction
from familychef.core.errors import Refusal
from familychef.core.events import news, record
from familychef.core.folding import fold_name
from familychef.core.i18n import _
from familychef.families.models import Family, FamilyMember

from .outage import Outage
from .revision import Revised

ART = 1


class Picture(Model):
    """A dish picture in three sizes, each a WebP file named by its sha256."""

    stored = {"small": "webp", "medium": "webp", "large": "webp"}
    own = ("added_by",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    small = peewee.CharField(max_length=64)
    medium = peewee.CharField(max_length=64)
    large = peewee.CharField(max_length=64)
    added_by = peewee.ForeignKeyField(FamilyMember, null=True)
    added_at = UtcField(default=clock.now)


class Dish(Revised, Outage, Model):
    room, view_permission = "menu", "menu.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    name = peewee.CharField(max_length=80)
    slug = peewee.CharField(max_length=80)
    description = peewee.TextField(default="")
    picture = peewee.ForeignKeyField(Picture, null=True)
    section = peewee.CharField(max_length=40, default="mains")
    published = peewee.BooleanField(default=False)
    published_at = UtcField(null=True)
    published_by = peewee.ForeignKeyField(FamilyMember, null=True)
    yield_portions = peewee.IntegerField(default=4)
    prep_minutes = peewee.IntegerField(default=30)
    out_until = UtcField(null=True)
    portions_left = peewee.IntegerField(null=True)
    tags = peewee.JSONField(default=list)
    diet = peewee.JSONField(default=list)
    version = peewee.IntegerField(default=1)
    archived = peewee.BooleanField(default=False)
    created_at = UtcField(default=clock.now)

    class Meta:
        indexes = ((("family_id", "slug"), True),)

    @property
    def stale(self):
        return f"menu {self.dom_id}"

    @classmethod
    def add(cls, family, by, recipe, **traits):
        """A new dish with its Written recipe, not on the menu yet."""
        with transaction(family):
            made = cls.create(family=family, slug=free_slug(family, traits["name"]), **traits)
            made._write(recipe)
            record("dish.added", made, actor=by, stale=made.stale, changes={"name": [None, made.name]})
            return made

    def publish(self, by):
        """Put it on the menu, on every screen. Raises Refusal for an archived dish."""
        with transaction(self.family):
            shown = {"published": True, "published_at": clock.now(), "published_by": by}
            if self.changed_rows(~Dish.published, ~Dish.archived, **shown):
                self._tell("dish.published", by, published=[False, True])
            elif Dish.get_by_id(self.id).archived:
                raise Refusal(_("%(dish)s is archived. Please restore it first.", dish=self.name))

    def hide(self, by):
        with transaction(self.family):
            if self.changed_rows(Dish.published, published=False):
                self._tell("dish.hidden", by, published=[True, False])

    def toggle(self, by):
        """Onto the menu or off it, from whichever it is by now. Raises as `publish` does."""
        with transaction(self.family):
            now = Dish.get_by_id(self.id)
            (now.hide if now.published else now.publish)(by)

    def archive(self, by):
        """Put it away; orders keep their copy of the recipe."""
        with transaction(self.family):
            published = Dish.get_by_id(self.id).published
            if self.changed_rows(~Dish.archived, archived=True, published=False):
                self._tell("dish.archived", by, **news({"archived": [False, True], "published": [published, False]}))

    def restore(self, by):
        with transaction(self.family):
            if self.changed_rows(Dish.archived, archived=False):
                self._tell("dish.restored", by, archived=[True, False])

    def retime(self, minutes, by):
        """So long it takes, the kitchen has seen."""
        with transaction(self.family):
            before = Dish.get_by_id(self.id).prep_minutes
            if self.changed_rows(Dish.prep_minutes != minutes, prep_minutes=minutes):
                self._tell("dish.timed", by, prep_minutes=[before, minutes])

    def favour(self, member, wanted):
        """Whether this person likes it; only that person's screens hear of it."""
        with transaction(self.family):
            likes = Favourite.insert(family=self.family_id, member=member, dish=self).on_conflict_ignore()
            mine = Favourite.delete().where(Favourite.member == member.id, Favourite.dish == self.id)
            if likes.as_rowcount().execute() if wanted else mine.execute():
                kind = "dish.liked" if wanted else "dish.unliked"
                liked = {"liked": [not wanted, wanted]}
                record(kind, self, actor=member, member=member, stale=self.stale, changes=liked)

    def duplicate(self, by):
        """A copy with a name of its own, not on the menu."""
        same = ("description", "section", "yield_portions", "prep_minutes", "tags", "diet")
        name = _("%(dish)s (copy)", dish=self.name[:70])
        with transaction(self.family):
            traits = {key: getattr(self, key) for key in same}
            return Dish.add(self.family, by, self.written(), name=name, picture=self.picture_id, **traits)

    def wear(self, picture, by):
        """Show this Picture, or none; the drawn plate comes back."""
        with transaction(self.family):
            before, after = Dish.get_by_id(self.id).picture_id, picture and picture.id
            if before != after and self.changed_rows(picture=picture):
                self._tell("dish.pictured", by, picture=[before, after])

    def image(self, size="small"):
        """The address of its picture (small, medium, large), or of the plate drawn for its name."""
        file = getattr(self.picture, size) if self.picture_id else None
        return image_address(self.id, self.name, self.section, file)

    def _tell(self, kind, by, **changes):
        record(kind, self, actor=by, stale=self.stale, changes=changes)


class Favourite(Model):
    own = ("member",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    member = peewee.ForeignKeyField(FamilyMember, on_delete="CASCADE")
    dish = peewee.ForeignKeyField(Dish, on_delete="CASCADE")

    class Meta:
        indexes = ((("family_id", "member_id", "dish_id"), True),)


def image_address(dish_id, name, section, file=None):
    """Where the picture file is, or the drawn plate, whose address changes with what it is drawn from."""
    if file:
        return f"/files/{file}.webp"
    mark = hashlib.sha256(f"{ART} {name} {section}".encode()).hexdigest()[:8]
    return f"/dishes/{dish_id}/art.svg?v={mark}"


def free_slug(family, name):
    """The name in an address; a number behind it when another dish has it already."""
    plain = "-".join(fold_name(name).replace("%", "").split())[:70] or "dish"
    like = family.of(Dish).where(Dish.slug.startswith(plain)).select(Dish.slug).tuples()
    taken, number = {slug for slug, in like}, 2
    slug = plain
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug
