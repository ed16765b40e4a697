"""Forty pictures nobody means well with, and thousands that were damaged on the way."""

import io
import random
import struct
import zlib

from PIL import Image


def drawn(kind, size=(640, 480), mode="RGB", **more):
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(file, kind, **more)
    return file.getvalue()


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, depth=8, colour=2, data=b"", extra=b""):
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    packed = zlib.compress(data or b"\0" * 4000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def bomb(width, height):
    return png(width, height, data=b"\0" * min(height * (width * 3 + 1), 60_000_000))


def hostile():
    """{name: bytes} of forty hostile files."""
    return no_photos() | cut_short() | joined() | bombs() | nonsense() | moving()


def no_photos():
    return {
        "empty": b"",
        "one byte": b"\xff",
        "zeros": b"\0" * 100_000,
        "text": b"GIF89a but no",
        "html": b"<html><script>",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "xml bomb": b"<!DOCTYPE x [<!ENTITY a 'a'>]>",
        "pdf": b"%PDF-1.7\n" * 50,
        "zip": b"PK\3\4" + b"\0" * 5000,
        "elf": b"\x7fELF" + b"\0" * 5000,
        "gif": drawn("GIF", mode="P"),
        "bmp": drawn("BMP"),
        "tiff": drawn("TIFF"),
        "ico": drawn("ICO", (64, 64)),
    }


def cut_short():
    whole = {kind: drawn(kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF")}
    half = {f"half {kind}": content[: len(content) // 2] for kind, content in whole.items()}
    return half | {"jpeg head": whole["JPEG"][:20], "png head": whole["PNG"][:30]}


def joined():
    return {
        "jpeg then html": drawn("JPEG") + b"<script>alert(1)</script>" * 100,
        "png then zip": drawn("PNG") + b"PK\3\4" * 1000,
        "html then jpeg": b"<html>" + drawn("JPEG"),
    }


def bombs():
    blown_up = zlib.compress(b"x" * 40_000_000)
    return {
        "wide bomb": bomb(60_000, 60_000),
        "tall bomb": png(1, 2**31 - 1),
        "largest png": png(2**31 - 1, 2**31 - 1),
        "25 million": bomb(5000, 5000),
        "text bomb": png(10, 10, extra=chunk(b"zTXt", b"a\0\0" + blown_up)),
        "profile bomb": png(10, 10, extra=chunk(b"iCCP", b"a\0\0" + blown_up)),
        "progressive": drawn("JPEG", (4000, 4000), "CMYK", progressive=True, subsampling=0),
    }


def nonsense():
    jpeg, whole, webp = drawn("JPEG"), drawn("PNG"), drawn("WEBP")
    return {
        "no width": png(0, 100),
        "odd depth": png(100, 100, depth=7),
        "odd colour": png(100, 100, colour=9),
        "bad sum": whole[:40] + b"\0\0\0\0" + whole[44:],
        "profile nonsense": drawn("JPEG", icc_profile=b"\xff" * 60_000),
        "exif nonsense": drawn("JPEG", exif=b"Exif\0\0" + b"\xff" * 60_000),
        "webp lies": webp[:4] + struct.pack("<I", 2**32 - 2) + webp[8:],
        "jpeg lies": jpeg.replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff", 1),
    }


def moving():
    frames = [Image.new("RGB", (600, 600), (number, 0, 0)) for number in range(60)]
    files = {kind: io.BytesIO() for kind in ("PNG", "WEBP", "AVIF")}
    for kind, file in files.items():
        frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return {f"many frames {kind}": file.getvalue() for kind, file in files.items()}


def damaged(count, seed=1):
    """So many good pictures, each with some bytes changed, cut, doubled or mixed up."""
    dice = random.Random(seed)
    good = [
        drawn("JPEG"),
        drawn("PNG"),
        drawn("WEBP"),
        drawn("AVIF", speed=10),
        drawn("PNG", mode="P"),
        drawn("JPEG", progressive=True),
        drawn("PNG", mode="RGBA"),
        drawn("WEBP", lossless=True),
    ]
    for _ in range(count):
        content = bytearray(dice.choice(good))
        for _change in range(dice.randint(1, 12)):
            spoil(content, dice)
        yield bytes(content)


def spoil(content, dice):
    place = dice.randrange(len(content)) if dice.random() < 0.5 else dice.randrange(min(200, len(content)))
    what = dice.randrange(5)
    if what == 0:
        content[place] = dice.randrange(256)
    elif what == 1:
        content[place : place + 4] = dice.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0"])
    elif what == 2:
        del content[place : place + dice.randrange(1, 60)]
    elif what == 3:
        content[place:place] = content[place : place + dice.randrange(1, 200)]
    else:
        del content[max(place, 50) :]
    if not content:
        content.append(0)
