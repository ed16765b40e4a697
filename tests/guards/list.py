"""The guards of the house: where each stands, and the tests that miss it."""

from typing import NamedTuple


class Guard(NamedTuple):
    """`file` without `text` (or with `instead` in its place) is the house without this guard."""

    name: str
    file: str
    text: str
    instead: str
    tests: tuple
    database: str = "sqlite"

    def removed_from(self, whole):
        """The file's text without the guard. Raises LookupError when it stands there no more, or twice."""
        if whole.count(self.text) != 1:
            raise LookupError(f"{self.name}: {self.file} has {whole.count(self.text)} times {self.text!r}")
        return whole.replace(self.text, self.instead)


GUARDS = (
    Guard(
        "rows are looked up through the family",
        "familychef/families/people.py",
        "return model.select().where(model.family == self.id)",
        "return model.select()",
        ("tests/isolation/test_foreign_ids.py",),
    ),
    Guard(
        "an endpoint asks for its permission",
        "familychef/core/access.py",
        "            if not _passes(permission):",
        "            if False:",
        ("tests/permissions/test_matrix.py",),
    ),
    Guard(
        "other sites are refused",
        "familychef/core/csrf.py",
        "if request.method not in SAFE and not _trusted():",
        "if False:",
        ("tests/core/test_doors.py",),
    ),
    Guard(
        "foreign hosts are refused",
        "familychef/__init__.py",
        '"TRUSTED_HOSTS": settings.trusted_hosts,',
        "",
        ("tests/core/test_doors.py",),
    ),
    Guard(
        "an ended session opens nothing",
        "familychef/families/logins.py",
        "return cls.ended_at.is_null() & (cls.expires_at > ago(NO_TIME))",
        "return (cls.expires_at > ago(NO_TIME))",
        ("tests/permissions/test_matrix.py",),
    ),
    Guard(
        "unknown fields are refused",
        "familychef/core/forms.py",
        'model_config = ConfigDict(extra="forbid")',
        "",
        ("tests/rows/test_input.py",),
    ),
    Guard(
        "letters that can't be kept are refused",
        "familychef/core/forms.py",
        """        value = value.replace("\\r\\n", "\\n").strip()
        if UNSAFE.search(value):
            wrong(_("This has characters that can't be kept. Please type it again."))
        if "\\n" in value:""",
        """        value = value.strip()
        if "\\n" in value:""",
        ("tests/rows/test_input.py",),
    ),
    Guard(
        "a state moves only from where it is",
        "familychef/core/db.py",
        "return self.changed_rows(model.state.in_(before), state=after",
        "return self.changed_rows(state=after",
        ("tests/kitchen/test_races.py",),
    ),
    Guard(
        "one writer at a time",
        "familychef/core/db.py",
        "nullcontext() if is_postgres() else _write_lock",
        "nullcontext()",
        ("tests/kitchen/test_races.py",),
    ),
    Guard(
        "a family's transactions wait for each other",
        "familychef/core/db.py",
        "        database.execute_sql(f'SELECT 1 FROM \"{table}\" WHERE id = %s FOR UPDATE', (family.id,))",
        "        return table",
        ("tests/kitchen/test_races.py", "tests/core/test_two_processes.py"),
        "postgres",
    ),
    Guard(
        "an event is part of its change",
        "familychef/core/events.py",
        "    if open_family() != family_id:",
        "    if False:",
        ("tests/core/test_events.py",),
    ),
    Guard(
        "a reaction runs once",
        "familychef/core/relay.py",
        "        if _claim(event, reaction):",
        "        if True:",
        ("tests/core/test_relay.py",),
    ),
    Guard(
        "the same key is the same order",
        "familychef/kitchen/placing.py",
        "        if earlier:\n            return _same(earlier, body)",
        "",
        ("tests/kitchen/test_races.py",),
    ),
    Guard(
        "the same key with another body is refused",
        "familychef/kitchen/placing.py",
        "            return _same(earlier, body)",
        "            return earlier",
        ("tests/kitchen/test_races.py",),
    ),
    Guard(
        "what ran out is not sold",
        "familychef/kitchen/placing.py",
        "        _refuse_sold_out(items, verdicts)\n",
        "",
        ("tests/kitchen/test_races.py",),
    ),
    Guard(
        "an order's key is unique in the database",
        "migrations/0001_initial.py",
        '(("family_id", "placed_by_id", "key"), True)',
        '(("family_id", "placed_by_id", "key"), False)',
        ("tests/core/test_schema.py",),
    ),
    Guard(
        "no lot holds more than it has",
        "migrations/0001_initial.py",
        'check("held <= on_hand"),',
        "",
        ("tests/core/test_schema.py",),
    ),
    Guard(
        "no row points into another family",
        "migrations/0001_initial.py",
        'same_family("cook_id", "family_member"),',
        "",
        ("tests/core/test_schema.py",),
    ),
    Guard(
        "an invitation opens as often as it says",
        "familychef/families/invitations.py",
        "open_still = (Invitation.uses_left > 0) &",
        "open_still =",
        ("tests/families/test_joining.py",),
    ),
    Guard(
        "a stream ends with its session",
        "familychef/core/live.py",
        "            if not entry.lives(viewer):\n                return\n",
        "",
        ("tests/core/test_live_stream.py",),
    ),
    Guard(
        "a stream tells only its own family",
        "familychef/core/live.py",
        "return hears(viewer, event.needs) and",
        "return",
        ("tests/core/test_live_messages.py",),
    ),
    Guard(
        "a body with two lengths is refused",
        "familychef/core/server.py",
        'if len(lengths + codings) > 1 or any(coding.lower() != "chunked" for coding in codings):',
        "if False:",
        ("tests/attack/test_wire.py",),
    ),
    Guard(
        "the second step: a code of the app opens once",
        "familychef/families/factors.py",
        "self.changed_rows(SecondFactor.last_step < step, ",
        "self.changed_rows(",
        ("tests/families/test_second_factor.py",),
    ),
    Guard(
        "the second step: a recovery code opens once",
        "familychef/families/factors.py",
        "self.changed_rows(RecoveryCode.used_at.is_null(), ",
        "self.changed_rows(",
        ("tests/families/test_second_factor.py",),
    ),
    Guard(
        "the second step: the family asks for it",
        "familychef/families/sessions.py",
        "if g.member and not session.device_id and SecondFactor.is_missing(g.member):",
        "if False:",
        ("tests/families/test_second_step_rule.py",),
    ),
    Guard(
        "a new password: its link works once",
        "familychef/families/passages.py",
        "self.changed_rows(Passage.used_at.is_null(), ",
        "self.changed_rows(",
        ("tests/families/test_reset.py",),
    ),
    Guard(
        "a new password: it signs out everywhere",
        "familychef/families/resets.py",
        "        Session.end_all(passage.user)\n",
        "",
        ("tests/families/test_reset.py",),
    ),
    Guard(
        "a new password: no admin takes over another family's login",
        "familychef/families/resets.py",
        " and not _opens_more(passage.user_id, maker.family_id)",
        "",
        ("tests/families/test_reset.py",),
    ),
    Guard(
        "what is dangerous asks for the password again",
        "familychef/core/access.py",
        "    if not g.session.is_proved:\n        raise Unproven\n",
        "",
        ("tests/families/test_proof.py",),
    ),
    Guard(
        "a letter: one of two senders sends it",
        "familychef/families/letters.py",
        "untouched = (Letter.attempts == letter.attempts) & Letter.done_at.is_null()",
        "untouched = Letter.done_at.is_null()",
        ("tests/families/test_letters.py",),
    ),
)
