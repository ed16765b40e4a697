"""News as a mail: what happened, why it came, and where to ask for less of it."""

from familychef.core import mail
from familychef.core.i18n import _

from .page import in_words


def carry(rows, settings):
    """Send these outbox rows as one mail; False when nobody would read it."""
    made = written(rows, settings)
    if made:
        mail.send(settings.smtp_url, made)
    return made is not None


def written(rows, settings):
    """The message of these outbox rows in the reader's language, or None when nobody would read it."""
    member = rows[0].reader
    if not member.user.email:
        return None
    with in_words(rows) as message:
        text = f"{_('Hello %(name)s,', name=member.name)}\n\n{message.text(settings.url)}\n"
    subject, at = " ".join(message.words.split()), rows[0].notification.at
    sender, number = mail.server(settings.smtp_url).sender, f"news-{rows[0].batch}-{int(at.timestamp())}"
    return mail.message(member.user.email, subject, text, sender=sender, number=number, at=at)
