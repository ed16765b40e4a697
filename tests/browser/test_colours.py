"""What is written can be read: the colours that meet, in both themes, from what the browser has computed."""

import pytest

TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "accent") for ground in ("bg", "surface", "sunken")),
    *((ink, f"{ink}-bg", TEXT) for ink in ("ok", "few", "missing", "info", "new", "done", "danger", "ready")),
    ("accent", "accent-soft", TEXT), ("on-accent", "accent", TEXT), ("on-accent", "accent-strong", TEXT),
    *((edge, ground, EDGE) for edge in ("field", "focus") for ground in ("bg", "surface")),
]
RATIO = """([one, other]) => {
  const probe = document.body.appendChild(document.createElement("i")), canvas = new OffscreenCanvas(1, 1);
  const light = (token) => {
    probe.style.setProperty("color", `var(--${token})`);
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.fillStyle = getComputedStyle(probe).color;
    paint.fillRect(0, 0, 1, 1);
    const parts = [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
  probe.remove();
  return (bright + 0.05) / (dark + 0.05);
}"""


@pytest.mark.one_database
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_that_meet_differ_enough(people, show_house, theme):
    page = people("leo", show_house, color_scheme=theme)
    page.goto("/menu")
    ratios = {(ink, ground): (page.evaluate(RATIO, [ink, ground]), least) for ink, ground, least in PAIRS}
    assert not {pair: ratio for pair, (ratio, least) in ratios.items() if ratio < least}
    assert page.evaluate(RATIO, ["ink", "bg"]) > 14, "the colours are those of the sheet"
