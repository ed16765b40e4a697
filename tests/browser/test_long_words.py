"""Words of other languages and families are longer: nothing leaves its card, and no page scrolls sideways."""

import pytest

from tests.browser.looks import cut_off, scrolls_sideways

WIDTHS = (320, 360, 390, 768, 1280)
PAGES = ["/", "/menu", "/dishes/1", "/cart", "/orders", "/shopping", "/pantry", "/family", "/me", "/more"]
# As long as the longest word an everyday German list has, and every other text two fifths longer.
STRETCH = """(word) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  const named = (text) => text.parentElement.closest("bdi, .title, h1, h2, .chip");
  const plain = (text) => text.data.trim().length > 2 && !/^[\\s\\d.,:×/+−-]+$/.test(text.data);
  for (const text of texts.filter(plain)) {
    const own = text.data.trim();
    text.data = named(text) ? `${word} ${own}` : `${own} ${"ẅǒrd ".repeat(Math.ceil(own.length * 0.4 / 5))}`;
  }
}"""
WORD = "Rindfleischetikettierungsüberwachungsaufgabenamt"


@pytest.mark.one_database
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("path", PAGES)
def test_long_words_stay_where_they_belong(people, show_house, path, direction):
    page = people("marta", show_house, reduced_motion="reduce")
    page.goto(path)
    page.evaluate("(direction) => (document.documentElement.dir = direction)", direction)
    page.evaluate(STRETCH, WORD)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found[width] = cut_off(page) + (["scrolls sideways"] if scrolls_sideways(page) else [])
    assert not any(found.values()), "\n".join(f"{width}: {fault}" for width, all in found.items() for fault in all)
