"""Draws a dish nobody has photographed: a laid plate seen from above, always the same for the same name and section."""

import hashlib
import math

GROUNDS = ("#DCEDEF", "#FDF0CF", "#E3F0DC", "#F1E1EC", "#FBE3D6", "#E1E7F5", "#F3E7DA", "#DCF1E9", "#FBE0E6", "#E9E6F6")
FOODS = (
    ("#E2593B", "#B93A22", "#F9B7A3", "#5E8C4A"), ("#F0B63E", "#C9861C", "#FCE3A6", "#7C9A4E"),
    ("#8DB35A", "#5C8038", "#D3E5AE", "#E2593B"), ("#C2415F", "#8C2240", "#F4AFC0", "#6F9A68"),
    ("#A8744A", "#70472A", "#E3BF9C", "#E9C46A"), ("#E9D9A6", "#BFA25A", "#FFF8DF", "#7FA36B"),
    ("#DE9A2B", "#A96A12", "#F8D593", "#6B9A56"), ("#EE8434", "#BC5C15", "#FBC79D", "#6F9E5C"),
    ("#9A5285", "#6A2C58", "#DDB2D0", "#8DB07A"), ("#C8622E", "#8F3E15", "#F2B58C", "#7FA36B"),
)
LAID = (
    '<g stroke="#fff" stroke-width="7" stroke-linecap="round" stroke-linejoin="round" fill="none" opacity=".85">'
    '<path d="M36 66v22q0 12 10 12t10-12V66M46 66v112"/><path fill="#fff" d="M274 178V66q-9 8-9 30v26h9"/></g>'
)


def plate(name, section):
    """The SVG, about 1 kB, without script, style or anything fetched."""
    dice = Dice(f"{name}\n{section}")
    ground = GROUNDS[dice.below(len(GROUNDS))]
    colours = FOODS[dice.below(len(FOODS))]
    food = {"soups": _soup, "drinks": _drink, "desserts": _cake, "breakfast": _stack, "sides": _leaves,
            "starters": _leaves}.get(section, _plateful)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><path fill="{ground}" d="M0 0h320v240H0z"/>'
        f'{LAID}<ellipse cx="163" cy="128" rx="92" ry="90" fill="#3A1F2D" opacity=".12"/>'
        f'<circle cx="160" cy="120" r="92" fill="#fff"/>'
        f'<circle cx="160" cy="120" r="72" fill="{ground}" opacity=".55"/>'
        f'{food(dice, colours)}</svg>'
    )


class Dice:
    """The same throws for the same text, on every machine and in every release."""

    def __init__(self, text):
        self._text, self._turn = text, 0

    def below(self, limit):
        self._turn += 1
        digest = hashlib.sha256(f"{self._turn} {self._text}".encode()).digest()
        return int.from_bytes(digest[:4], "big") % limit

    def around(self, reach):
        """A point within `reach` of the middle."""
        angle, way = self.below(360), reach * math.sqrt(self.below(100) / 100)
        return _at(angle, way)


def _soup(dice, colours):
    food, deep, bright, leaf = colours
    turn = dice.below(360)
    cream = (f'<path d="M130 120q10-34 44-22t8 44q-28 14-34-12t24-12" fill="none" stroke="{bright}" '
             f'stroke-width="7" stroke-linecap="round" transform="rotate({turn} 160 120)"/>')
    return (f'<circle cx="160" cy="120" r="66" fill="{deep}"/><circle cx="160" cy="123" r="61" fill="{food}"/>{cream}'
            + "".join(_leaf(*dice.around(44), dice.below(360), 0.6, leaf) for _ in range(5)))


def _drink(dice, colours):
    food, deep, bright, _leaf_colour = colours
    bubbles = "".join(_dot(*dice.around(34), 3 + dice.below(6), bright) for _ in range(6))
    return (f'<path d="M206 104h22q14 16 0 32h-22" fill="none" stroke="{deep}" stroke-width="11" opacity=".8"/>'
            f'<circle cx="160" cy="120" r="56" fill="{deep}"/><circle cx="160" cy="120" r="47" fill="{food}"/>'
            f'<path d="M126 112q34-34 68 0" fill="none" stroke="{bright}" stroke-width="6" stroke-linecap="round"/>'
            f'{bubbles}')


def _cake(dice, colours):
    food, deep, bright, leaf = colours
    cuts = "".join(f'<path d="M160 120L{x} {y}" stroke="{deep}" stroke-width="3" opacity=".55"/>'
                   for x, y in (_at(turn, 58) for turn in range(dice.below(60), 360, 60)))
    tops = "".join(_dot(*_at(turn, 40), 9, bright) + _dot(*_at(turn, 40), 4, leaf)
                   for turn in range(dice.below(60), 360, 60))
    return f'{_dot(160, 122, 61, deep)}{_dot(160, 120, 58, food)}{cuts}{tops}{_dot(160, 120, 12, bright)}'


def _stack(dice, colours):
    food, deep, bright, leaf = colours
    cakes = "".join(
        _dot(x, y, 47, deep) + _dot(x, y - 2, 44, food) for x, y in ((150, 134), (170, 124), (158, 112)))
    butter = (f'<rect x="146" y="98" width="24" height="22" rx="5" fill="{bright}" '
              f'transform="rotate({dice.below(60)} 158 109)"/>')
    berries = "".join(_dot(*dice.around(54), 6 + dice.below(4), (deep, leaf)[dice.below(2)]) for _ in range(6))
    return cakes + berries + butter


def _leaves(dice, colours):
    food, _deep, bright, leaf = colours
    greens = "".join(
        _leaf(*dice.around(50), dice.below(360), 1.5 + dice.below(8) / 10, (leaf, "#6E9B52", "#A5C77F")[n % 3])
        for n in range(11))
    slices = "".join(_slice(*dice.around(44), 11 + dice.below(5), food, bright) for _ in range(4))
    return greens + slices


def _plateful(dice, colours):
    food, deep, bright, leaf = colours
    turn = dice.below(360)
    mound = (f'<path d="M104 128q-4-44 44-54t66 30-10 62-58 14-42-52z" fill="{food}" '
             f'transform="rotate({turn} 160 120)"/>')
    swirls = "".join(
        f'<path d="M{x - 15:.0f} {y:.0f}q15-{9 + dice.below(9)} 30 0" fill="none" stroke="{bright}" stroke-width="5" '
        f'stroke-linecap="round" transform="rotate({dice.below(180)} {x:.0f} {y:.0f})"/>'
        for x, y in (dice.around(36) for _ in range(6)))
    slices = "".join(_slice(*dice.around(38), 9 + dice.below(6), deep, bright) for _ in range(3))
    return mound + swirls + slices + "".join(_leaf(*dice.around(40), dice.below(360), 0.9, leaf) for _ in range(4))


def _at(angle, way):
    return round(160 + way * math.cos(math.radians(angle))), round(120 + way * math.sin(math.radians(angle)))


def _dot(x, y, radius, colour):
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>'


def _slice(x, y, radius, rim, inside):
    return _dot(x, y, radius, rim) + _dot(x, y, round(radius * 0.68), inside) + _dot(x, y, round(radius * 0.25), rim)


def _leaf(x, y, turn, size, colour):
    place = f"translate({x} {y})rotate({turn})scale({size})"
    return f'<path d="M-9 0Q0-9 9 0 0 9-9 0z" fill="{colour}" transform="{place}"/>'
