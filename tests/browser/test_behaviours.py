"""What the script adds to the pages, pressed, typed and heard in a real browser."""

import pytest

from tests.browser.axe import violations
from tests.browser.doll_house import DollHouse
from tests.people import DESKTOP


def until(page, expression):
    """Wait without eval in the page, which the policy forbids."""
    for _attempt in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")


@pytest.fixture
def house():
    house = DollHouse()
    yield house
    house.close()


@pytest.fixture
def visit(people, house):
    def go(path, screen=DESKTOP):
        page = people.visitor(house, screen)
        page.goto(path)
        page.wait_for_selector("[data-htmx-powered]", state="attached")
        return page

    return go


def test_every_fresh_page_hears_the_stream(visit, house):
    page = visit("/menu")
    for visits in range(2, 52):
        page.goto("/menu")
        until(page, "Boolean(document.getElementById('live')._htmx?.sse?.reader)")
        assert len(house.clients) <= visits


def test_what_was_done_is_shown_and_spoken_and_focus_stays(visit):
    page = visit("/menu")
    page.click("#add-7")
    page.wait_for_selector(".toast >> text=Pancakes added.")
    until(page, "document.getElementById('say').textContent === 'Pancakes added.'")
    assert page.evaluate("document.activeElement.id") == "add-7"
    page.click(".toast [data-dismiss]")
    assert page.locator(".toast").count() == 0


def test_an_opened_recipe_stays_open_when_its_dish_changes(visit):
    page = visit("/menu")
    page.click("summary")
    page.click("#add-7")
    page.wait_for_selector("h2 >> text=Pancakes 1")
    assert page.evaluate("document.querySelector('details').open")


def test_a_press_without_network_says_it_was_not_sent(visit, people):
    people.allow("INTERNET_DISCONNECTED|Failed to fetch|network")
    page = visit("/menu")
    page.context.set_offline(True)
    page.click("#add-7")
    page.wait_for_selector(".toast[data-kind=error] >> text=Not sent: you are offline.")
    until(page, "document.getElementById('alert').textContent === 'Not sent: you are offline.'")


def test_the_page_says_when_the_house_is_silent_and_when_it_is_back(visit, house, people):
    people.allow("status of 503|htmx:sse:error")
    page = visit("/menu")
    until(page, "Boolean(document.getElementById('live')._htmx?.sse?.reader)")
    house.awake = False
    page.wait_for_selector("#net >> text=Not connected since")
    house.awake = True
    page.wait_for_selector("#net", state="hidden", timeout=20_000)
    until(page, "document.getElementById('say').textContent === 'Connected again.'")


def test_another_build_offers_to_reload(visit, house):
    house.build = "newer"
    page = visit("/menu")
    page.wait_for_selector("#new-version >> text=There is a new version.")


def test_a_number_goes_up_to_its_end_and_no_further(visit):
    page = visit("/form")
    more = page.get_by_role("button", name="More")
    more.click()
    assert page.input_value("#field-portions") == "3" and more.get_attribute("aria-disabled") == "true"
    more.click(force=True)
    assert page.input_value("#field-portions") == "3"


def test_a_file_that_is_too_large_is_refused_beside_its_field(visit, tmp_path):
    cake = tmp_path / "cake.jpg"
    with cake.open("wb") as file:
        file.truncate(25 * 1024 * 1024 + 1)
    page = visit("/form")
    page.set_input_files("#field-picture", cake)
    assert "25 MB" in page.inner_text("#field-picture-size")
    assert "field-picture-size" in page.get_attribute("#field-picture", "aria-describedby")


def test_a_suggestion_is_chosen_with_the_keyboard(visit):
    page = visit("/form")
    page.locator("#field-food").press_sequentially("fl")
    page.wait_for_selector("#field-food[aria-expanded=true]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#field-food") == "Flat bread"
    assert page.input_value("[data-unit-field]") == "g"
    assert page.locator("[role=option]").count() == 0


def test_the_error_summary_is_focused_spoken_and_leads_to_the_field(visit):
    page = visit("/form?wrong")
    until(page, "document.getElementById('alert').textContent.includes('Name: Please fill this in.')")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.click(".error-summary a")
    assert page.get_attribute("#field-name", "aria-describedby").split() == ["field-name-hint", "field-name-error"]


def test_a_dialog_gives_focus_back_to_its_opener(visit):
    page = visit("/form")
    page.click("[data-dialog]")
    assert page.evaluate("document.activeElement.id") == "sure-title"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.dialog") == "sure"


def test_the_wall_counts_minutes_by_the_servers_clock(visit):
    page = visit("/wall")
    page.wait_for_selector("#ticket-1[data-age=late]")
    assert page.inner_text("#ticket-1 .minutes") == "+4"
    assert page.inner_text("#ticket-2 [data-text]") == "due in 3 min"
    assert page.get_attribute("#ticket-3", "data-age") == "calm"


def test_a_digit_presses_ready_on_its_own_ticket(visit, house):
    page = visit("/wall")
    page.keyboard.press("3")
    page.wait_for_selector("#ticket-3", state="detached")
    assert house.bumped == [3]


def test_a_second_tap_right_after_ready_changes_nothing(visit, house):
    page = visit("/wall")
    page.wait_for_timeout(600)
    page.click("#ticket-1 .ready")
    page.wait_for_selector("#ticket-1", state="detached")
    page.click("#ticket-2 .ready")
    page.wait_for_timeout(600)
    assert house.bumped == [1]
    page.click("#ticket-2 .ready")
    page.wait_for_selector("#ticket-2", state="detached")
    assert house.bumped == [1, 2]


@pytest.mark.parametrize("path", ["/menu", "/form", "/form?wrong", "/wall"])
def test_the_frame_is_accessible(visit, path):
    assert violations(visit(path)) == []
