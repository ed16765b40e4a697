"""What stays in a browser when somebody has left: nothing the next one could read."""

import re

import pytest


def sign_out(page):
    page.goto("/more")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/session/new"))


@pytest.mark.only("sqlite")
def test_row_39_the_back_button_after_signing_out_shows_the_door(house, people):
    people.allow("status of 401|favicon")
    marta = people("marta", house)
    marta.goto("/family")
    marta.goto("/menu")
    sign_out(marta)
    for _step in range(3):
        marta.go_back()
        marta.wait_for_url(re.compile("/session/new"))
        assert marta.get_by_role("heading", name="Sign in").is_visible()
        assert "Nonna" not in marta.locator("main form").first.inner_text()


@pytest.mark.only("sqlite")
def test_row_38_what_one_typed_is_not_put_back_for_another(house, people):
    people.allow("status of 401|favicon")
    leo = people("leo", house)
    leo.goto("/menu")
    leo.evaluate(
        """() => sessionStorage.setItem("fc:typed:/menu",
        JSON.stringify({ reader: "999", action: "/menu", typed: [["q", "a secret"]], ticked: [] }))"""
    )
    leo.goto("/menu")
    assert "a secret" not in leo.content()
    assert leo.evaluate("sessionStorage.getItem('fc:typed:/menu')") is None
    leo.evaluate("sessionStorage.setItem('fc:typed:/orders', '{}')")
    sign_out(leo)
    assert leo.evaluate("Object.keys(sessionStorage).length") == 0
