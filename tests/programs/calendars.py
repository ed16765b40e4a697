"""A calendar as a phone subscribes to it: made on the page, read by icalendar."""

import html
import re

import icalendar

KEY = "a-key-of-the-form"
ADDRESS = re.compile(r"https?://[^/\"]+(/calendar/[\w-]{40,}\.ics)")


def made(browser, name="My phone", key=KEY):
    """The path of an address that this person made on their page."""
    page = browser.post("/me/calendars", data={"name": name, "key": key})
    assert page.status_code == 200, page.text
    return ADDRESS.findall(html.unescape(page.text))[0]


def fetched(client, path, **headers):
    return client.get(path, headers=headers)


def meals(client, path):
    """{number of the order: its event}, as somebody else's reader understands it."""
    answer = client.get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar", answer.text
    found = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    return {int(event["UID"].split("-")[1]): event for event in found}
