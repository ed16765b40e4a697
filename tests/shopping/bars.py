"""Draws barcodes as printers do (GS1 General Specifications, 5.2), without the library that reads them."""

import io

from PIL import Image, ImageDraw

ODD = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
RIGHT = ["".join("10"[int(bar)] for bar in digit) for digit in ODD]
EVEN = [digit[::-1] for digit in RIGHT]
FIRST = "OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO".split()
QUIET, HIGH = 11, 50


def bars(code):
    """The modules of 13 or 8 digits: "1" is a bar."""
    digits = [int(digit) for digit in code]
    if len(digits) == 8:
        left, right = [ODD[digit] for digit in digits[:4]], digits[4:]
    else:
        kinds = {"O": ODD, "E": EVEN}
        left = [kinds[kind][digit] for kind, digit in zip(FIRST[digits[0]], digits[1:7], strict=True)]
        right = digits[7:]
    return f"101{''.join(left)}01010{''.join(RIGHT[digit] for digit in right)}101"


def drawn(code, module=4):
    modules = bars(code)
    image = Image.new("RGB", ((len(modules) + 2 * QUIET) * module, (HIGH + 20) * module), "white")
    draw = ImageDraw.Draw(image)
    for place, bar in enumerate(modules, QUIET):
        if bar == "1":
            draw.rectangle((place * module, 10 * module, (place + 1) * module - 1, (HIGH + 10) * module), "black")
    return image


def photo(*codes, kind="JPEG", size=(2400, 1800), turned=0, **more):
    """The bytes of a photo of these packs on a table."""
    table = Image.new("RGB", size, "#8a7a5c")
    for place, code in enumerate(codes):
        pack = drawn(code, module=5).rotate(turned, expand=True, fillcolor="white")
        table.paste(pack, (150, 150 + place * size[1] // 2))
    file = io.BytesIO()
    table.save(file, kind, **more)
    return file.getvalue()
