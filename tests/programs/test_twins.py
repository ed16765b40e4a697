"""Every change that a page makes a program can make too, with the same permission; or there is a reason why not."""

from familychef.core.api import OPERATIONS
from tests.programs.web_only import PASSWORD, WEB_ONLY


def changes(app):
    """{endpoint: view} of every change that a page makes."""
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods and not rule.rule.startswith("/api/")]
    return {rule.endpoint: app.view_functions[rule.endpoint] for rule in rules}


def twins():
    """{endpoint of a page: operations}"""
    found = {}
    for operation in OPERATIONS:
        for endpoint in operation.twin.split():
            found.setdefault(endpoint, []).append(operation)
    return found


def test_every_change_of_a_page_has_a_twin_or_a_reason(app):
    pages = set(changes(app))
    assert pages - set(twins()) - set(WEB_ONLY) == set(), "give these an operation, or a reason in web_only.py"
    assert set(twins()) & set(WEB_ONLY) == set(), "these have an operation"
    assert (set(twins()) | set(WEB_ONLY)) - pages == set(), "no page does this"


def test_what_only_a_page_does_for_the_password_does_ask_for_it(app):
    """A reason that isn't true is none; what removes a way in asks in the verb."""
    asked = {endpoint for endpoint, view in changes(app).items() if getattr(view, "proof", False)}
    said = {endpoint for endpoint, reason in WEB_ONLY.items() if reason == PASSWORD}
    assert said - asked == set()


def test_a_twin_asks_for_the_permission_of_its_page(app):
    for endpoint, operations in twins().items():
        page = changes(app)[endpoint].permission
        for operation in operations:
            wanted = "family.view" if page in ("anyone", "person") else page
            assert operation.permission in (wanted, "anyone", "copies.take"), (endpoint, operation.name)


def test_every_change_of_a_program_is_that_of_a_page_or_said_here():
    own = {"families_api.refresh"}
    alone = {each.name for each in OPERATIONS if each.method != "GET" and not each.twin}
    assert alone == own
