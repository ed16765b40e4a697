"""The outbox: letters are rows first, become words when they go, and go once."""

import logging
import time

from familychef.core import bell, clock, i18n, mail
from familychef.core.db import reading, write
from familychef.core.i18n import _

from .models import Letter
from .passages import derived_token

log = logging.getLogger(__name__)
MOST_TRIES = 8
LOOK_EVERY = 60
AT_ONCE = 20
APART = 1


def post_letter(kind, *, user, passage=None, facts=None):
    """Let a letter go out soon; `kind` is one of WORDS. With nobody to read it (user=None) it costs the same work."""
    with write():
        letter = Letter.create(kind=kind, user=user, passage=passage, facts=facts or {})
    bell.wake(bell.LETTERS)
    return letter


def run(settings):
    """The background loop: woken when one is posted, and now and then for what didn't get through.

    It goes to work a moment later, so that nobody can feel whether the letter just asked for has a reader.
    """
    while settings.smtp_url:
        news = bell.ticket(bell.LETTERS)
        time.sleep(APART)
        try:
            with reading():
                send_due(settings)
        except Exception:
            log.exception("looking for letters failed")
        news.wait(LOOK_EVERY)


def send_due(settings):
    """Send what waits; returns how many were taken by the mail server."""
    due = Letter.select().where(Letter.done_at.is_null(), Letter.next_try_at <= clock.now())
    return sum(_send(letter, settings) for letter in due.order_by(Letter.id).limit(AT_ONCE))


def _send(letter, settings):
    """True when it went out. The row is claimed first, so that of several processes one sends it."""
    if not _claim(letter):
        return False
    try:
        if made := _written(letter, settings):
            mail.send(settings.smtp_url, made)
    except (OSError, ValueError) as error:
        _put_off(letter, error)
        return False
    with write():
        letter.changed_rows(done_at=clock.now())
    return made is not None


def _claim(letter):
    """Ours until the next try would be due: 2, 4, 8 … minutes."""
    untouched = (Letter.attempts == letter.attempts) & Letter.done_at.is_null()
    wait = clock.minutes(2 ** (letter.attempts + 1))
    with write():
        return letter.changed_rows(untouched, attempts=letter.attempts + 1, next_try_at=clock.now() + wait)


def _put_off(letter, error):
    kind = type(error).__name__
    if letter.attempts < MOST_TRIES:
        log.warning("letter %s was not taken (%s), try %s", letter.id, kind, letter.attempts)
    else:
        log.error("letter %s is given up after %s tries (%s)", letter.id, letter.attempts, kind)
        with write():
            letter.changed_rows(done_at=clock.now())


def _written(letter, settings):
    """The message in the reader's language, or None when nobody would read it or its link is dead."""
    user, passage = letter.user, letter.passage
    if not (user and user.email) or passage and not passage.is_open:
        return None
    with i18n.speaking(_language(user)):
        subject, text = WORDS[letter.kind](letter, settings)
    sender, number = mail.server(settings.smtp_url).sender, f"letter-{letter.id}-{int(letter.created_at.timestamp())}"
    return mail.message(user.email, subject, text, sender=sender, number=number, at=letter.created_at)


def _language(user):
    family = next((member.family for member in user.memberships()), None)
    return user.locale or (family.locale if family else "en")


def _reset(letter, settings):
    link = f"{settings.url}/password/reset/{derived_token(settings.secret, letter.passage.facts['nonce'])}"
    text = _(
        "Hello %(name)s,\n\nsomebody, probably you, asked for a new password for FamilyChef. Choose it here within "
        "half an hour:\n\n%(link)s\n\nIf it was not you, do nothing: your password stays as it is.\n",
        name=letter.user.name,
        link=link,
    )
    return _("A new password for FamilyChef"), text


def _was_reset(letter, settings):
    text = _(
        "Hello %(name)s,\n\nyour password for FamilyChef was changed just now by a one-time link, and all browsers "
        "were signed out.\n\nIf it was not you, ask for a new password at once:\n\n%(link)s\n",
        name=letter.user.name,
        link=f"{settings.url}/password/reset",
    )
    return _("Your password was changed"), text


WORDS = {"reset": _reset, "was_reset": _was_reset}
