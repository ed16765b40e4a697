"""What comes in: numbers in addresses that a row can have, and letters that broke on the way and must show it."""

import re
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Request, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.routing import IntegerConverter, Map

LONGEST_KEY = 255
LARGEST_ID = 2**31 - 1
NUMBERS_OF_ROWS = (
    "[0-9]{1,9}|1[0-9]{9}|20[0-9]{8}|21[0-3][0-9]{7}|214[0-6][0-9]{6}|2147[0-3][0-9]{5}|21474[0-7][0-9]{4}"
    "|214748[0-2][0-9]{3}|2147483[0-5][0-9]{2}|21474836[0-3][0-9]|214748364[0-7]"
)
OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x7e]*")


def address(text):
    """The parts of an address somebody sent; those of an empty one when it can't be read."""
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")


def own_path(text):
    """The address to go on to, when it is one of ours; else nothing."""
    return text if text and OWN_PATH.fullmatch(text) else ""


def row_number(text):
    """For `args.get(…, type=row_number)`: a number that a row can have. Raises ValueError."""
    number = int(text)
    if not 0 < number <= LARGEST_ID:
        raise ValueError
    return number


def idempotency_key():
    """What a program calls this one doing of a thing, as it stands there, or None."""
    return request.headers.get("Idempotency-Key")


def names_a_state():
    """Is it only meant for what has not changed since? Also by words that name nothing."""
    return "If-Match" in request.headers


class RowId(IntegerConverter):
    """`<int:id>`: a number no row can have is nowhere, not a fault of the database.

    The pattern says so: by `max` werkzeug would answer 405 where another method has the same address.
    """

    regex = NUMBERS_OF_ROWS


class Parser(FormDataParser):
    """Bytes that are no letters become U+FFFD, which every form refuses, and not a harmless-looking `%E8`."""

    def parse(self, stream, mimetype, content_length, options=None):
        if mimetype == "application/x-www-form-urlencoded":
            text = _up_to(self.max_form_memory_size, stream).decode(errors="replace")
            return stream, self.cls(_pairs(text, self.max_form_parts)), self.cls()
        else:
            return super().parse(stream, mimetype, content_length, options)


def _up_to(size, stream):
    """The whole body, however it says how long it is; one that is longer than `size` is not kept."""
    body = b""
    while chunk := stream.read(size + 1 - len(body)):
        body += chunk
        if len(body) > size:
            raise RequestEntityTooLarge
    return body


def _pairs(text, most):
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=most)
    except ValueError:
        raise RequestEntityTooLarge from None


class FormRequest(Request):
    form_data_parser_class = Parser


class Addresses(Map):
    default_converters = Map.default_converters | {"int": RowId}


class App(Flask):
    request_class = FormRequest
    url_map_class = Addresses
