"""The API's document as a page: in the house's own colours, and tried with a token that is typed, by no cookie."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.looks import scrolls_sideways
from tests.people import DESKTOP as WIDE
from tests.people import NARROW, PHONE
from tests.programs import fuzzing

PATIENCE = 30_000


def opened(page):
    """The page, once it lists the operations; one of them is open."""
    page.goto("/me/programs")
    page.get_by_role("link", name="What programs can do").click()
    expect(page.get_by_role("heading", name="Operations", exact=True)).to_be_visible(timeout=PATIENCE)
    page.locator("h3.opblock-tag", has_text="The cart, orders with every verb").click()
    page.locator(".opblock-get", has_text="What the kitchen has to do").locator(".opblock-summary-control").click()
    expect(page.get_by_text("(chef); scope")).to_be_visible(timeout=PATIENCE)
    return page


def give_token(page, token):
    page.locator("button.authorize").first.click()
    page.locator(".modal-ux input").fill(token)
    page.locator(".modal-ux button.authorize").click()
    page.locator(".modal-ux .btn-done").click()


def answer(page):
    """The status of what was tried."""
    page.locator(".execute").click()
    status = page.locator(".live-responses-table .response-col_status").last
    expect(status).to_contain_text("0")
    return status.inner_text().strip()[:3]


@pytest.mark.parametrize(("screen", "theme"), [(WIDE, "light"), (WIDE, "dark"), (PHONE, "dark"), (NARROW, "light")])
def test_it_lists_what_programs_can_do_and_shuts_nobody_out(house, people, screen, theme):
    page = opened(people("marta", house, screen, color_scheme=theme, reduced_motion="reduce"))
    assert page.locator("h3.opblock-tag").count() >= 8 and page.locator(".opblock").count() > 5
    assert violations(page) == [] and not scrolls_sideways(page)
    page.locator("button.authorize").first.click()
    expect(page.locator(".modal-ux")).to_be_visible()
    assert violations(page) == []


def test_what_is_tried_goes_with_the_typed_token_alone(house, people):
    page = opened(people("marta", house, WIDE))
    sent = []
    page.on("request", lambda each: sent.append(each.all_headers()) if "/api/v1/tickets" in each.url else None)
    people.allow("401")
    page.locator(".try-out__btn").click()
    assert answer(page) == "401"
    give_token(page, fuzzing.program(house, "nonna")["Authorization"].removeprefix("Bearer "))
    page.locator(".btn-clear").click()
    assert answer(page) == "200"
    assert sent and not any("cookie" in headers for headers in sent)


def test_a_stranger_reads_nothing(house):
    for path in ("/api/docs", "/api/docs/document"):
        assert house.request("GET", path).status == 401
        assert house.request("GET", path, headers=fuzzing.program(house, "marta")).status == 401
