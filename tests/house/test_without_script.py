"""All but the live part works without script: forms have an address and a method, links lead somewhere."""

import pytest

from tests.house.jinja import Reader, as_html
from tests.house.tree import name_of, report, templates

REQUESTS = {"hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"}
CHANGES = REQUESTS - {"hx-get"}


def test_forms_and_links_work_without_script():
    report(f"{name_of(path)}:{offence}" for path in templates() for offence in offences(path.read_text()))


@pytest.mark.parametrize(("text", "fine"), [
    ('<form method="post" action="/orders" hx-post="/orders"></form>', True),
    ('<form method="get" action="/menu"></form>', True),
    ('<form method="dialog"></form>', True),
    ('<a href="/menu" hx-get="/menu">', True),
    ('<a id="top">', True),
    ('<ul hx-get="/orders" hx-trigger="orders from:body"></ul>', True),
    ('<form hx-post="/orders"></form>', False),
    ('<form action="/orders"></form>', False),
    ('<form method="put" action="/orders"></form>', False),
    ('<button hx-post="/orders/7/acceptance">', False),
    ('<a hx-get="/menu">', False),
    ('<a href="#" hx-get="/menu">', False),
    ('<a href="/orders/7" hx-delete="/orders/7">', False),
])
def test_this_guard_sees(text, fine):
    assert (not list(offences(text))) == fine


def offences(text):
    for tag, attributes, line in Reader(as_html(text)).elements:
        if problem := _problem(tag, attributes):
            yield f"{line} <{tag}> {problem}"


def _problem(tag, attributes):
    asks = REQUESTS & set(attributes)
    if tag == "form":
        return _form_problem(attributes)
    elif CHANGES & asks:
        return f"{min(asks)} belongs on a form"
    elif tag == "a" and asks and attributes.get("href", "#") == "#":
        return "a link needs an href that leads there"
    elif tag == "button" and asks and not {"form", "formaction"} & set(attributes):
        return "a button that fetches is a link, or stands in a form"
    else:
        return None


def _form_problem(attributes):
    method = (attributes.get("method") or "").lower()
    if method == "dialog":
        return None
    elif method not in ("get", "post"):
        return "needs method get or post"
    else:
        return None if attributes.get("action") else "needs an action"
