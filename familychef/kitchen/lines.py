"""A line of a ticket: one dish of an order, as who cooks it reads it."""

from familychef.core.i18n import _

from .states import DONE


class Line:
    """One dish of a ticket."""

    def __init__(self, item):
        self.item, self.id, self.name, self.portions = item, item.id, item.name, item.portions
        self.minutes, self.note, self.without, self.asked = item.minutes, item.note, item.left_out, item.asked
        self.swaps = item.snapshot.get("swaps", ())
        self.eater = item.for_member
        self.struck, self.news = item.state == "void", item.news
        self.waits, self.ready_portions = item.waits and item.state == "queued", item.ready_portions
        self.added_at = item.added_at if item.news and not self.struck else None

    @property
    def state(self):
        return self.item.state

    @property
    def done(self):
        return self.state in DONE

    @property
    def seen(self):
        return f"{self.id}.{self.item.recalls}"

    @property
    def left(self):
        """The portions that are still to be cooked."""
        return self.portions - self.item.ready_portions

    @property
    def swap_words(self):
        return " ".join(
            _("With %(other)s instead of %(food)s.", other=other, food=food) for _id, food, _by, other in self.swaps
        )

    @property
    def without_words(self):
        return ", ".join(_("without %(food)s", food=name) for name in self.without)
