"""What must always be true of ways in: who has left opens nothing, and no secret is kept as it is; see invariants."""

from .core import clock

REMOVED = "JOIN family_member m ON m.id = {column} WHERE m.state = 'removed' AND"
HASHES = {
    "session": ("token_hash", "prior_hash"),
    "device": ("token_hash",),
    "pairing": ("secret_hash",),
    "invitation": ("token_hash",),
    "passage": ("token_hash",),
    "recovery_code": ("code_hash",),
}
PASSWORDS = {"user": "password_hash", "family_member": "pin_hash"}
MAY_BE_EMPTY = {"prior_hash"}


def queries():
    """{rule: query} for rows that break it."""
    now = f"'{clock.now():%Y-%m-%d %H:%M:%S}'"
    return {
        "I-37 who was removed is signed in nowhere": _left("session", "s.member_id", "s.ended_at IS NULL")
        + " AND s.created_at < m.removed_at",
        "I-37 who was removed lets nobody in": _left("invitation", "s.created_by_id", "s.uses_left > 0", now),
        "I-37 who was removed has made no link that opens": _left("passage", "s.made_by_id", "s.used_at IS NULL", now),
        "I-37 who was removed gets no copy": _left(
            "export", "s.member_id", "s.state IN ('waiting', 'working', 'ready')", now
        ),
        "I-37 who was removed has no PIN": "SELECT id FROM family_member WHERE state = 'removed' AND pin_hash <> ''",
        "I-37 who was erased has no way in": """SELECT u.id FROM "user" u WHERE u.erased_at IS NOT NULL AND
            (u.email IS NOT NULL OR u.password_hash <> ''
            OR EXISTS (SELECT 1 FROM session s WHERE s.user_id = u.id AND s.ended_at IS NULL)
            OR EXISTS (SELECT 1 FROM passkey k WHERE k.user_id = u.id)
            OR EXISTS (SELECT 1 FROM identity i WHERE i.user_id = u.id))""",
        "I-37 a secret is kept as its hash": " UNION ALL ".join([*_plain_tokens(), *_plain_passwords()]),
    }


def _left(table, column, opens, now=None):
    """Rows of those who were removed that still open something; of what ends by itself, before its end."""
    lasting = f" AND s.expires_at > {now}" if now else ""
    return f"SELECT s.id, m.id FROM {table} s {REMOVED.format(column=column)} {opens}{lasting}"


def _plain_tokens():
    """A hash has 64 letters, none of which is left when those of hexadecimal numbers are taken away."""
    for table, columns in HASHES.items():
        for column in columns:
            empty = f" AND {column} <> ''" if column in MAY_BE_EMPTY else ""
            odd = f"(LENGTH({column}) <> 64 OR TRIM({column}, '0123456789abcdef') <> '')"
            yield f"SELECT '{table}' AS kept, id FROM {table} WHERE {odd}{empty}"


def _plain_passwords():
    for table, column in PASSWORDS.items():
        odd = f"{column} <> '' AND SUBSTR({column}, 1, 10) <> '$argon2id$'"
        yield f"SELECT '{table}' AS kept, id FROM \"{table}\" WHERE {odd}"
