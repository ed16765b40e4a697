"""News in words, as its page and its mails show them."""

from contextlib import contextmanager

from familychef.core import i18n, notices
from familychef.core.i18n import _, ngettext
from familychef.core.notices import Reader

from .kinds import KINDS, TRIAL, news_of
from .models import Notification

SHOWN = 60
BY_SUBJECT = {"orders", "meal", "accepted"}


class Told:
    """One notification: what happened, why it came, and where it leads."""

    def __init__(self, notification, reader):
        self.id, self.at, self.kind = notification.id, notification.at, notification.kind
        self.is_new = notification.read_at is None
        self.words = _words(notification, reader)
        self.path, self.less, news = path_of(notification), where_less(self.kind), news_of(self.kind)
        self.why, self.image, self.title = news.why, news.image, news.title


def path_of(notification):
    """The page that is about it."""
    return news_of(notification.kind).page.format(id=notices.split(notification.subject)[1])


def where_less(kind):
    """The page, and the row of it, where one asks for less of this kind."""
    return f"/me/news#{kind}" if kind in KINDS else "/me/news"


class NewsPage:
    """The latest news of one member, in as many queries however much it is."""

    room, noun, dom_id = "alerts", "news", "news"

    def __init__(self, member):
        rows = list(Notification.of_member(member).order_by(Notification.id.desc()).limit(SHOWN))
        self.told = read_together(member.family, rows)
        self.unread = Notification.unread_of(member).count()


def read_together(family, rows):
    """[Told], a query for each kind of thing that they name."""
    reader = Reader(family, rows)
    return [Told(row, reader) for row in rows]


class Message:
    """Outbox rows that travel together to `reader`, in the language that is spoken: `words` are all of it in one line.

    `path`: where it leads; `less`: where one asks for less of it; `reasons`: why it came, by that; `tag`: of two with
    the same one a device shows the later.
    """

    def __init__(self, rows):
        self.reader, self.family = rows[0].reader, rows[0].reader.family
        notifications = [row.notification for row in rows]
        first, self.told = notifications[0], read_together(self.family, notifications)
        self.reasons = {each.less: str(each.why) for each in self.told}
        self.less = self.told[0].less if len(self.reasons) == 1 else "/me/news"
        if len(self.told) == 1:
            self.words, self.path = self.told[0].words, self.told[0].path
            self.tag = first.subject if first.kind in BY_SUBJECT else first.kind
        else:
            self.words = _counted(self.told, self.family)
            self.path, self.tag = "/news", "news"

    def text(self, house, longest=None):
        """All of it in lines, `longest` bytes of them, with links into the house at this address, and why it came."""
        lines = "\n".join(f"- {each.words}\n  {house}{each.path}" for each in self.told)
        return f"{lines.encode()[:longest].decode(errors='ignore')}\n\n{self._why(house)}"

    def _why(self, house):
        return "\n".join(
            _("Why you got this: %(why)s Less of it: %(link)s", why=why, link=house + less)
            for less, why in self.reasons.items()
        )


@contextmanager
def in_words(rows):
    """The Message of these outbox rows; inside, words are its reader's."""
    reader = rows[0].reader
    with i18n.speaking(reader.user.locale or reader.family.locale):
        yield Message(rows)


def _counted(told, family):
    return ngettext("%(family)s: %(count)s thing", "%(family)s: %(count)s things", len(told), family=family.name)


def _words(notification, reader):
    """Milk: running low, and 2 more. Order #7: Order ready."""
    about = reader.about(notification)
    if notification.kind == TRIAL:
        return _("This is a test.")
    said = [after for _label, _before, after in reader.changes(notification)] if notification.kind == "stock" else []
    what = said[0] if said else notices.sentence(notification.what)
    news = f"{about}: {what}" if about else what
    more = notification.more
    return ngettext("%(news)s, and %(count)s more", "%(news)s, and %(count)s more", more, news=news) if more else news
