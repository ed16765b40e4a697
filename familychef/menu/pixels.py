"""Makes three small pictures of one file; loaded when the first picture comes."""

import io

from PIL import Image, ImageOps

from familychef.core.pixels import ENOUGH, with_picture

SIZES = {"small": (320, 240, 62), "medium": (640, 480, 70), "large": (*ENOUGH, 74)}


def three_sizes(content):
    """{size: WebP bytes} of any picture file. Raises BadPicture."""
    return with_picture(content, _sizes)


def _sizes(image):
    return {size: _webp(image, width, height, quality) for size, (width, height, quality) in SIZES.items()}


def _webp(image, width, height, quality):
    small = ImageOps.fit(image, (width, height), Image.Resampling.LANCZOS)
    small.info.clear()
    file = io.BytesIO()
    small.save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()
