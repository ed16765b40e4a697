"""Fewer bytes on the way: which answers are packed, and for whom."""

import gzip

from flask import request

LEVEL = 4
WORTH_IT = 1000
KINDS = {"text/html", "application/json", "image/svg+xml", "text/calendar"}


def packed(response):
    """The same answer, packed where that is worth it and the reader can open it."""
    if (
        response.mimetype in KINDS
        and not response.is_streamed
        and "Content-Encoding" not in response.headers
        and is_opened()
        and (response.content_length or 0) >= WORTH_IT
    ):
        give(response, pack(response.get_data()))
    return response


def pack(content):
    return gzip.compress(content, compresslevel=LEVEL, mtime=0)


def is_opened():
    """Does this reader open what is packed?"""
    return request.accept_encodings["gzip"]


def give(response, content):
    """Answer with what is packed already."""
    response.set_data(content)
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
