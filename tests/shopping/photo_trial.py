"""Looks for bars on hostile and damaged pictures: `python -m tests.shopping.photo_trial`; a fault ends the process."""

import json

from familychef.core.uploads import BadPicture
from familychef.shopping.bars import digits_on
from tests.menu.hostile_pictures import damaged, hostile


def main(count=60):
    """Prints {read, refused, codes} as JSON."""
    found = {"read": 0, "refused": 0, "codes": []}
    for content in [*hostile().values(), *damaged(count)]:
        try:
            found["codes"] += digits_on(content)
            found["read"] += 1
        except BadPicture:
            found["refused"] += 1
    print(json.dumps(found))


if __name__ == "__main__":
    main()
