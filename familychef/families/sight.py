"""What who watches the house may count of its families: letters that wait for the mail server."""

from familychef.core.sight import gauge

from .models import Letter


@gauge("letters_waiting", "Letters that the mail server has not taken yet")
def letters_waiting():
    return Letter.select().where(Letter.done_at.is_null()).count()
