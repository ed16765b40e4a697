"""Turns an uploaded picture into three small ones: judged by its content, turned upright, and nothing else kept."""

import io
import struct

from PIL import Image, ImageCms, ImageOps

from familychef.core import clock, files
from familychef.core.db import transaction, write
from familychef.core.errors import Refusal
from familychef.core.i18n import _l
from familychef.core.threads import apart

from .models import Dish, Picture

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_PIXELS, LONGEST_SIDE = 25_000_000, 30_000
SIZES = {"small": (320, 240, 62), "medium": (640, 480, 70), "large": (1280, 960, 74)}
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError, Warning)
AVERAGED = {"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr"}
SUFFIX = "webp"
HOUR = clock.minutes(60)
SENTENCES = {
    "unread": _l("This is not a picture we can read. JPEG, PNG, WebP and AVIF work."),
    "large": _l("This picture has too many points. Up to 25 megapixels work."),
    "missing": _l("Please choose a picture."),
}

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class BadPicture(Exception):
    """`key` says why: unread or large."""

    def __init__(self, key):
        super().__init__(key)
        self.key = key


def give_picture(dish, upload, root, by):
    """Show `upload` (a werkzeug FileStorage or None) as the dish's picture. Raises Refusal with field `picture`."""
    content = upload.read() if upload else b""
    if not content:
        raise Refusal(SENTENCES["missing"], field="picture")
    try:
        sizes = apart(three_sizes, content)
    except BadPicture as bad:
        raise Refusal(SENTENCES[bad.key], field="picture") from None
    names = {size: _stored(root, dish.family_id, data) for size, data in sizes.items()}
    with transaction(dish.family):
        dish.wear(Picture.create(family=dish.family_id, added_by=by, **names), by)


def three_sizes(content):
    """{size: WebP bytes} of any picture file. Raises BadPicture."""
    try:
        image = _opened(content)
        return {size: _webp(image, width, height, quality) for size, (width, height, quality) in SIZES.items()}
    except BROKEN:
        raise BadPicture("unread") from None


def sweep(root, now):
    """Forget pictures no dish shows, and files no picture names, once they are an hour old; returns how many files."""
    used = Dish.select(Dish.picture).where(Dish.picture.is_null(False))
    with write():
        Picture.delete().where(Picture.added_at < now - HOUR, Picture.id.not_in(used)).execute()
    rows = Picture.select(Picture.family, Picture.small, Picture.medium, Picture.large).tuples()
    known = {files.place(root, family, name, SUFFIX) for family, *names in rows for name in names}
    old = [path for path in root.glob(f"*/*/*.{SUFFIX}") if path not in known and _age(path, now) > HOUR]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _stored(root, family_id, data):
    """The file's name; one that was there already counts as new, so that no sweep takes it away now."""
    name = files.store(root, family_id, data, SUFFIX)
    files.place(root, family_id, name, SUFFIX).touch()
    return name


def _opened(content):
    image = Image.open(io.BytesIO(content), formats=FORMATS)
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise BadPicture("large")
    image.draft("RGB", SIZES["large"][:2])
    image.load()
    image = _smaller(image)
    return _plain(ImageOps.exif_transpose(image))


def _smaller(image):
    """Near the largest size we keep, so that all further work needs little memory."""
    times = min(image.size) // SIZES["large"][0]
    return image.reduce(times) if times > 1 and image.mode in AVERAGED else image


def _plain(image):
    """RGB in the colours of the web, on white where it was transparent."""
    profile = image.info.get("icc_profile")
    if image.mode in ("P", "PA", "LA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        image = _smaller(image.convert("RGBA"))
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    if profile:
        image = _in_srgb(image, profile)
    return image.convert("RGB")


def _in_srgb(image, profile):
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _webp(image, width, height, quality):
    small = ImageOps.fit(image, (width, height), Image.Resampling.LANCZOS)
    small.info.clear()
    file = io.BytesIO()
    small.save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()


def _age(path, now):
    return clock.minutes((now.timestamp() - path.stat().st_mtime) / 60)
