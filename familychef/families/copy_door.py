"""What pages and programs share of copies: asking for one, and its file."""

from flask import abort, current_app, g, send_file

from familychef.core import security_log
from familychef.core.throttle import take

from .copies import MINE, Export
from .copying import place

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
HEADERS = {"Content-Security-Policy": SANDBOX, "Cache-Control": "no-store"}
OUT_OF_A_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))


def asked_copy(kind, key):
    """The copy that was asked for, now or before."""
    copy = Export.asked(g.member, kind, key)
    if copy is None:
        take("exports", g.family.id)
        copy = Export.ask(g.member, kind, key)
        security_log.note("export.made", about=f"copy-{copy.id}", way=kind)
    return copy


def file_of(copy):
    """The archive, for who asked for it."""
    path = place(current_app.config["SETTINGS"], copy.family_id, copy.file or "none")
    if not copy.is_ready or not path.is_file():
        abort(404)
    security_log.note("export.taken", about=f"copy-{copy.id}")
    answer = send_file(path, "application/zip", as_attachment=True, download_name=name_of(copy), etag=False)
    answer.headers.update(HEADERS)
    return answer


def name_of(copy):
    """What the file is called on the disk of who fetches it."""
    whose = copy.member.name if copy.kind == MINE else copy.family.name
    day = copy.ready_at.date().isoformat()
    return f"FamilyChef {whose} {day}.zip".translate(OUT_OF_A_NAME)
