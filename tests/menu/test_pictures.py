"""Dish pictures: judged by content, re-encoded, nothing personal kept, served to their own family only."""

import datetime as dt
import io
import os
import struct
import zlib

import pytest
from PIL import Image

from familychef.core import clock, clockwork, files
from familychef.core.uploads import BadPicture
from familychef.menu.models import Dish, Picture
from familychef.menu.pictures import sweep, three_sizes
from tests import larder

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def drawn(kind="JPEG", size=(800, 500), mode="RGB", **more):
    file = io.BytesIO()
    image = Image.new(mode, size, "red" if mode == "RGB" else None)
    image.paste("blue" if mode == "RGB" else 0, (0, 0, size[0] // 2, size[1] // 2))
    image.save(file, kind, **more)
    return file.getvalue()


def bomb(width, height):
    """A PNG that says it is huge; its picture data is never reached."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def secretive():
    """A photo lying on its side that tells where and when it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0132] = 6, "PhoneMaker", "2026:01:02 03:04:05"
    exif.get_ifd(0x8825)[2] = (41.0, 53.0, 24.0)
    return drawn(exif=exif, comment=b"at home")


@pytest.fixture
def pasta(world):
    return larder.dish(world.rossi, "Pasta", published=True)


def send(client, dish, content, name="pasta.jpg"):
    return client.post(f"/dishes/{dish.id}/picture", data={"picture": (io.BytesIO(content), name)})


def address(dish, size="small"):
    return Dish.get_by_id(dish.id).image(size)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_kept_in_three_sizes(world, pasta, kind):
    nonna = world.client(world.nonna)
    assert send(nonna, pasta, drawn(kind), "whatever.exe").status_code == 303
    for size, shape in (("small", (320, 240)), ("medium", (640, 480)), ("large", (1280, 960))):
        answer = nonna.get(address(pasta, size))
        assert answer.mimetype == "image/webp" and Image.open(io.BytesIO(answer.data)).size == shape
    assert "default-src 'none'; sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and "private" in answer.headers["Cache-Control"]


def test_nothing_personal_is_kept_and_it_stands_upright():
    for content in three_sizes(secretive()).values():
        image = Image.open(io.BytesIO(content))
        assert not image.getexif() and not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
        assert b"PhoneMaker" not in content and b"at home" not in content
    image = Image.open(io.BytesIO(content)).convert("RGB")
    red, _green, blue = image.getpixel((image.width - 5, 5))
    assert blue > 150 > red


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16"])
def test_every_kind_of_colour_becomes_plain(mode):
    assert set(three_sizes(drawn("PNG", mode=mode))) == {"small", "medium", "large"}
    see_through = three_sizes(drawn("PNG", mode="RGBA", size=(400, 300)))["small"]
    assert Image.open(io.BytesIO(see_through)).getpixel((300, 200)) == (255, 255, 255)


@pytest.mark.parametrize(("content", "words"), [
    (SVG, "not a picture"), (b"\xef\xbb\xbf" + SVG, "not a picture"), (b"hello", "not a picture"),
    (b"", "choose a picture"),
    (b"GIF89a" + SVG, "not a picture"), (drawn("GIF"), "not a picture"), (drawn("BMP"), "not a picture"),
    (drawn("TIFF"), "not a picture"), (drawn("ICO", (64, 64)), "not a picture"), (drawn("JPEG")[:900], "not a picture"),
    (drawn("PNG")[:-200], "not a picture"), (drawn("WEBP")[:-60], "not a picture"), (b"%PDF-1.7", "not a picture"),
    (bomb(5001, 5000), "too many points"), (bomb(60_000, 60_000), "not a picture"), (bomb(0, 5), "not a picture"),
    (bomb(400, 300), "not a picture"), (b"<?php ?>" + drawn(), "not a picture"),
])
def test_what_is_no_picture_is_refused_beside_its_field(world, pasta, content, words):
    answer = send(world.client(world.nonna), pasta, content)
    assert answer.status_code == 422 and words in answer.text and 'id="field-picture-error"' in answer.text
    assert not Picture.select().count() and not list(files.root().glob("*/*/*"))


def test_what_hides_behind_a_picture_is_gone():
    content = drawn() + b"<script>alert(1)</script>PK\x03\x04"
    assert all(b"script" not in data and b"PK\x03" not in data for data in three_sizes(content).values())


def test_a_picture_of_twenty_five_megapixels_is_welcome():
    assert three_sizes(drawn("JPEG", (5000, 5000)))
    with pytest.raises(BadPicture, match="large"):
        three_sizes(drawn("PNG", (5001, 5000), mode="L"))


def test_three_hundred_megabytes_are_not_even_read(world, pasta):
    class Endless(io.BytesIO):
        def read(self, *_size):
            raise AssertionError("the body was read")

        readinto = readline = read

    answer = world.client(world.nonna).open(
        f"/dishes/{pasta.id}/picture", method="POST", input_stream=Endless(),
        environ_overrides={"CONTENT_LENGTH": "300000000"}, content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413 and "25 MB" in answer.text


def test_only_the_family_sees_its_pictures(world, pasta):
    send(world.client(world.nonna), pasta, drawn())
    name = address(pasta)
    assert world.client(world.leo).get(name).status_code == 200
    assert world.client(world.carla).get(name).status_code == 404
    assert world.client().get(name).status_code == 401
    assert world.client(world.leo).get(f"/files/{'0' * 64}.webp").status_code == 404
    assert world.client(world.leo).get("/files/..%2f..%2fsecret.webp").status_code == 404


def test_a_dish_without_its_picture_is_drawn_again(world, pasta):
    nonna = world.client(world.nonna)
    send(nonna, pasta, drawn())
    assert nonna.post(f"/dishes/{pasta.id}/picture/removal").status_code == 303
    assert "art.svg" in address(pasta)


def test_what_nobody_shows_is_swept_after_an_hour(world, pasta):
    nonna = world.client(world.nonna)
    send(nonna, pasta, drawn())
    send(nonna, pasta, drawn(size=(300, 300)))
    stray = files.store(files.root(), world.rossi.id, b"never named by a row", "webp")
    later = clock.now() + dt.timedelta(minutes=50)
    assert sweep(files.root(), later) == 0
    assert sweep(files.root(), clock.now() + dt.timedelta(minutes=70)) == 4
    assert Picture.select().count() == 1 and nonna.get(address(pasta)).status_code == 200
    assert not files.place(files.root(), world.rossi.id, stray, "webp").exists()


def test_the_job_sweeps_once_an_hour(world, pasta):
    assert world.app
    stray = files.store(files.root(), world.rossi.id, b"old", "webp")
    path = files.place(files.root(), world.rossi.id, stray, "webp")
    os.utime(path, (0, 0))
    clockwork.run_due([])
    assert not path.exists()
    files.store(files.root(), world.rossi.id, b"old", "webp")
    os.utime(path, (0, 0))
    clockwork.run_due([])
    assert path.exists()


def test_a_failed_change_leaves_no_row(world, pasta, monkeypatch):
    def breaks(self, picture, by):
        raise ZeroDivisionError

    monkeypatch.setattr(Dish, "wear", breaks)
    assert send(world.client(world.nonna), pasta, drawn()).status_code == 500
    assert not Picture.select().count()
