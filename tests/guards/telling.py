"""The guards of alerts, news and the shopping list: told once, sent once, ticked once."""

from tests.guards.list import Guard

ALERTS, OUTBOX, TELLING = "familychef/pantry/alerts.py", "familychef/alerts/outbox.py", "familychef/alerts/telling.py"
GUARDS = (
    Guard(
        "an alert opens once",
        "migrations/0004_alerts.py",
        "unique=True, where=Alert.resolved_at.is_null()",
        "unique=False, where=Alert.resolved_at.is_null()",
        ("tests/pantry/test_alerts.py",),
    ),
    Guard(
        "a use-by date is not called fine",
        ALERTS,
        "if self.kind == EXPIRED and self.pantry_stock.date_kind == USE_BY:",
        "if False:",
        ("tests/pantry/test_alert_pages.py",),
    ),
    Guard(
        "the same news is told once",
        TELLING,
        "if not channels or Notification.of_member(member).where(Notification.seq == event.seq).exists():",
        "if not channels:",
        ("tests/alerts/test_telling.py",),
    ),
    Guard(
        "the database keeps the same news out",
        "migrations/0007_news.py",
        '(("family_id", "member_id", "seq"), True)',
        '(("family_id", "member_id", "seq"), False)',
        ("tests/alerts/test_telling.py",),
    ),
    Guard(
        "nobody is told what they did",
        TELLING,
        "if member.id != event.actor_id and ",
        "if ",
        ("tests/alerts/test_telling.py",),
    ),
    Guard(
        "a message is claimed before it goes",
        OUTBOX,
        "    if not _claim(rows):\n        return False\n",
        "",
        ("tests/alerts/test_outbox.py", "tests/alerts/test_killed_sender.py"),
    ),
    Guard(
        "a claim of a part is none",
        OUTBOX,
        "raise Taken",
        "pass",
        ("tests/alerts/test_outbox.py",),
    ),
    Guard(
        "a repeat travels as what it was",
        OUTBOX,
        '"batch": rows[0].batch or rows[0].id, ',
        "",
        ("tests/alerts/test_outbox.py",),
    ),
    Guard(
        "a tap counts once",
        "migrations/0005_shopping.py",
        'indexes = ((("family_id", "key"), True),)',
        'indexes = ((("family_id", "key"), False),)',
        ("tests/shopping/test_ticks.py", "tests/shopping/test_at_once.py"),
    ),
    Guard(
        "a late tap does not win",
        "familychef/shopping/ticking.py",
        " or _is_late(at, now)",
        "",
        ("tests/shopping/test_ticks.py",),
    ),
)
