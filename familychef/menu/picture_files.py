"""The pictures of dishes as they go out: the stored file of a size, or the plate drawn for the dish's name."""

import re
from zlib import crc32

from flask import Response, abort, request, send_file

from familychef.core import files

from .art import plate
from .pictures import SUFFIX

NAME = re.compile("[0-9a-f]{64}")
FOR_EVER = "private, max-age=31536000, immutable"
SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
           "Content-Disposition": "inline"}


def sent(family, name):
    """The file of a NAME, which is that of its content. Aborts with 404 where there is none."""
    path = files.place(files.root(), family.id, name, SUFFIX)
    if not path.exists():
        abort(404)
    answer = send_file(path, mimetype="image/webp", etag=name, conditional=True)
    answer.headers.update(SANDBOX)
    return answer


def drawn(dish):
    """The plate of a dish without a picture."""
    answer = Response(plate(dish.name, dish.section), mimetype="image/svg+xml", headers=SANDBOX)
    answer.add_etag()
    return answer.make_conditional(request)


def kept_for_ever(answer):
    """Its address changes with what it shows."""
    answer.headers["Cache-Control"] = FOR_EVER
    return answer


def address_for_programs(dish_id, image, size="medium"):
    """Where a program finds what pages find at `image`, a path; the address changes with the picture."""
    return f"/api/v1/dishes/{dish_id}/picture?size={size}&v={crc32(image.encode()):08x}"
