"""Reads the numbers off bars; loaded when the first photo comes."""

import zxingcpp

from familychef.core.pixels import with_picture

KINDS = zxingcpp.BarcodeFormats(
    [zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.EAN8, zxingcpp.BarcodeFormat.UPCA]
)
LONGEST_SIDE = 2600


def digits_on(content):
    """What stands under the bars of retail packs on any picture file, as a set of texts. Raises BadPicture."""
    return with_picture(content, _digits)


def _digits(image):
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return {found.text for found in zxingcpp.read_barcodes(image.convert("L"), formats=KINDS)}
