"""Scanning with what only a browser has: a scanner that types into the field, and a camera."""

import pytest
from playwright.sync_api import expect

from tests.shopping.bars import photo

CODE, UNKNOWN = "4006381333931", "4006381333948"
CAMERA = f"""
globalThis.BarcodeDetector = class {{
  static getSupportedFormats() {{ return Promise.resolve(["ean_13"]); }}
  detect() {{ return Promise.resolve([{{ rawValue: "{CODE}" }}]); }}
}};
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();
"""

LATE_KEY = """() => document.addEventListener("htmx:before:swap", () => {
  const field = document.getElementById("field-code");
  field.value += "7";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}, { once: true })"""

EARLY_KEY = """() => addEventListener("htmx:after:swap", () => document.execCommand("insertText", false, "4"),
  { once: true, capture: true })"""


@pytest.fixture
def pia(people, house):
    return people("pia", house)


def learn(page):
    """A scanner types the digits and presses Enter; once it is asked what they are."""
    page.goto("/scan?to=pantry")
    scan(page)
    page.locator("#field-name").fill("Butter")
    page.locator("#field-quantity").fill("250 g")
    page.get_by_role("button", name="Remember it").click()
    expect(page.locator("#toasts")).to_contain_text("250 g of Butter added.")
    expect(page.locator("#field-code")).to_be_focused()


def test_a_scanner_types_one_pack_after_the_other(pia, house):
    learn(pia)
    for _ in range(2):
        key = pia.locator("#scan-code [name=key]").input_value()
        scan(pia)
        expect(pia.locator("#scan-code [name=key]")).not_to_have_value(key)
        expect(pia.locator("#field-code")).to_have_value("")
        expect(pia.locator("#field-code")).to_be_focused()
    assert butter(house) >= 3


def scan(page, code=CODE):
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def first(page, held):
    """What the page asks first, as soon as it does."""
    while not held:
        page.wait_for_timeout(20)
    return held[0]


def butter(house):
    return house.rows("SELECT COUNT(*) FROM stock_move WHERE reason = 'buy' AND delta = 250000")[0][0]


def test_a_scanner_does_not_wait_for_the_house(pia, house):
    learn(pia)
    before, held, answers = butter(house), [], []
    pia.route("**/scans", lambda route: route.continue_() if held else held.append(route))
    pia.on("response", lambda answer: answer.url.endswith("/scans") and answers.append(answer))
    for _ in range(3):
        scan(pia)
    pia.keyboard.type(CODE[:5])
    assert not answers
    first(pia, held).continue_()
    expect(pia.get_by_role("button", name="Undo")).to_be_visible()
    expect(pia.locator("#field-code")).to_have_value(CODE[:5])
    expect(pia.locator("#field-code")).to_be_focused()
    with pia.expect_response(lambda _: len(answers) == 4):
        scan(pia, CODE[5:])
    assert butter(house) == before + 4


def test_keys_without_a_field_in_focus_are_a_scanners(pia, house):
    learn(pia)
    before = butter(house)
    pia.locator("#field-code").evaluate("field => field.blur()")
    pia.keyboard.type(CODE[:5])
    expect(pia.locator("#field-code")).to_have_value(CODE[:5])
    expect(pia.locator("#field-code")).to_be_focused()
    pia.keyboard.type(CODE[5:])
    pia.locator("#field-code").evaluate("field => field.blur()")
    with pia.expect_response("**/scans"):
        pia.keyboard.press("Enter")
    assert butter(house) == before + 1


def test_a_figure_typed_while_the_page_is_renewed_is_not_lost(pia):
    """After the swap began, and before the new field is there."""
    learn(pia)
    pia.evaluate(LATE_KEY)
    with pia.expect_response("**/scans"):
        scan(pia)
    expect(pia.get_by_role("button", name="Undo")).to_be_visible()
    expect(pia.locator("#field-code")).to_have_value("7")


def test_a_figure_typed_as_soon_as_the_page_is_renewed_goes_on_with_what_was_typed_before(pia):
    learn(pia)
    held = []
    pia.route("**/scans", lambda route: held.append(route))
    scan(pia)
    pia.keyboard.type(CODE[:5])
    pia.evaluate(EARLY_KEY)
    first(pia, held).continue_()
    expect(pia.get_by_role("button", name="Undo")).to_be_visible()
    expect(pia.locator("#field-code")).to_have_value(CODE[:5] + "4")


def test_what_was_scanned_behind_an_unknown_pack_is_not_lost(people, pia, house):
    people.allow("Transition was aborted")
    learn(pia)
    before, held, answers = butter(house), [], []
    pia.route("**/scans", lambda route: route.continue_() if held else held.append(route))
    pia.on("response", lambda answer: answers.append(answer) if answer.url.endswith("/scans") else None)
    for code in (UNKNOWN, CODE, CODE):
        scan(pia, code)
    first(pia, held).continue_()
    pia.locator("#field-name").fill("Butter")
    pia.locator("#field-quantity").fill("250 g")
    with pia.expect_response(lambda _: len(answers) == 3):
        pia.get_by_role("button", name="Remember it").click()
    assert butter(house) == before + 3


def test_the_next_number_takes_the_place_of_a_wrong_one(people, pia, house):
    people.allow("status of 422")
    learn(pia)
    before = butter(house)
    scan(pia, "4006381333932")
    expect(pia.locator("#field-code-error")).to_be_visible()
    scan(pia)
    expect(pia.locator("#field-code-error")).to_be_hidden()
    expect(pia.locator("#field-code")).to_have_value("")
    assert butter(house) == before + 1


def test_a_number_begun_before_the_wrong_one_is_marked_is_a_number_of_its_own(people, pia, house):
    """The first key comes when the refusal is on the page, and what was refused is not yet selected."""
    people.allow("status of 422")
    learn(pia)
    before = butter(house)
    pia.evaluate(EARLY_KEY)
    scan(pia, "4006381333932")
    expect(pia.locator("#field-code")).to_have_value("4")
    scan(pia, CODE[1:])
    expect(pia.locator("#field-code-error")).to_be_hidden()
    assert butter(house) == before + 1


def test_what_could_not_be_sent_stays_in_the_field(people, pia, house):
    people.allow("ERR_FAILED")
    people.allow("Failed to fetch")
    learn(pia)
    before = butter(house)
    pia.route("**/scans", lambda route: route.abort())
    scan(pia)
    expect(pia.locator("#toasts")).to_contain_text("Please try again.")
    expect(pia.locator("#field-code")).to_have_value(CODE)
    pia.unroute("**/scans")
    pia.keyboard.press("Enter")
    expect(pia.locator("#field-code")).to_have_value("")
    expect(pia.get_by_role("button", name="Undo")).to_be_visible()
    assert butter(house) == before + 1


def test_without_a_way_to_read_bars_the_number_is_typed(pia):
    pia.goto("/scan?to=shopping")
    expect(pia.locator("[data-camera]")).to_be_hidden()
    expect(pia.get_by_text("Type the number under the bars")).to_be_visible()


def test_a_photo_is_read_as_soon_as_it_is_taken(people, pia):
    people.allow("status of 422")
    learn(pia)
    taken = {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": photo(CODE)}
    for _ in range(2):
        pia.locator("#field-photo").set_input_files(taken)
        expect(pia.locator("#toasts")).to_contain_text("250 g of Butter added.")
        expect(pia.locator("#field-photo")).to_have_value("")
    pia.locator("#field-photo").set_input_files(taken | {"buffer": photo()})
    expect(pia.locator("#field-photo-error")).to_contain_text("No barcode could be read")
    expect(pia.locator("#field-photo")).to_be_focused()


def test_where_the_camera_scans_no_photo_is_asked_for_unless_it_fails(pia):
    pia.add_init_script(CAMERA + "navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error());")
    pia.goto("/scan?to=pantry")
    button = pia.get_by_role("button", name="Use the camera")
    expect(button).to_be_visible()
    expect(pia.locator("#field-photo")).to_be_hidden()
    button.click()
    expect(pia.locator("[data-trouble]")).to_be_visible()
    expect(pia.locator("#field-photo")).to_be_visible()


def test_the_camera_counts_a_pack_in_sight_once(pia, house):
    learn(pia)
    before = house.rows("SELECT COUNT(*) FROM stock_move")
    pia.add_init_script(CAMERA)
    pia.goto("/scan?to=pantry")
    pia.get_by_role("button", name="Use the camera").click()
    expect(pia.get_by_role("button", name="Undo")).to_be_visible()
    pia.get_by_role("button", name="Use the camera").click()
    expect(pia.locator("[data-camera] video")).to_be_hidden()
    assert house.rows("SELECT COUNT(*) FROM stock_move") == [(before[0][0] + 1,)]
