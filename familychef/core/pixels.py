"""Opens a picture file of any kind within bounds of memory; loaded when the first picture comes."""

import io

from PIL import Image, ImageCms, ImageOps

from .uploads import BadPicture

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_PIXELS, LONGEST_SIDE = 25_000_000, 30_000
MOST_MEMORY = 150_000_000
BYTES_A_POINT = {"JPEG": 6, "PNG": 6, "AVIF": 13, "WEBP": 19, "VP8L": 30}
ENOUGH = (1280, 960)
SEE_THROUGH = {"P", "PA", "LA", "RGBA", "La", "RGBa"}
KEPT_INFO = {"icc_profile", "exif"}
BAND = 64

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def with_picture(content, use):
    """What `use` makes of it: upright, in the colours of the web, its shorter side less than twice that of ENOUGH.

    Raises BadPicture.
    """
    try:
        return use(_opened(content))
    except BadPicture:
        raise
    except Exception as fault:  # decoders raise whatever they like at what was damaged
        raise BadPicture("unread") from fault


def _opened(content):
    image = Image.open(io.BytesIO(content), formats=FORMATS)
    if _weight(image, content) > MOST_MEMORY or max(image.size) > LONGEST_SIDE:
        raise BadPicture("large")
    image.draft("RGB", ENOUGH)
    image.load()
    return _plain(ImageOps.exif_transpose(_smaller(image)))


def _weight(image, content):
    """How many bytes reading it takes at most, by what its format needs for each point (measured)."""
    points = image.width * image.height
    if image.format == "JPEG" and "progressive" in image.info:
        most = max(across * down for _id, across, down, _table in image.layer)
        return sum(2 * points * across * down // most for _id, across, down, _table in image.layer) * 4 // 3
    else:
        kind = "VP8L" if image.format == "WEBP" and b"VP8L" in content else image.format
        return points * BYTES_A_POINT[kind]


def _smaller(image):
    """Near the size that is ENOUGH, band by band, so that this needs little memory beside the picture itself."""
    times = min(image.size) // ENOUGH[0]
    if times < 2:
        return image
    mode = "RGBA" if image.mode in SEE_THROUGH or "transparency" in image.info else "RGB"
    small = Image.new(mode, (-(-image.width // times), -(-image.height // times)))
    for top in range(0, image.height, BAND * times):
        band = image.crop((0, top, image.width, min(top + BAND * times, image.height)))
        small.paste(_levelled(band).convert(mode).reduce(times), (0, top // times))
    small.info = {name: value for name, value in image.info.items() if name in KEPT_INFO}
    return small


def _levelled(image):
    """Sixteen bits of grey as eight."""
    return image.point(lambda value: value / 256).convert("L") if image.mode.startswith("I;16") else image


def _plain(image):
    """RGB in the colours of the web, on white where it was transparent."""
    profile = image.info.get("icc_profile")
    image = _levelled(image)
    if image.mode in SEE_THROUGH or "transparency" in image.info:
        image = image.convert("RGBA")
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
