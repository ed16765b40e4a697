"""Tries pictures and says what each took: `python -m tests.menu.picture_trial hostile|damaged [count]`."""

import ctypes
import gc
import io
import json
import sys
import time

from PIL import Image

from familychef.core.uploads import BadPicture
from familychef.menu.pictures import three_sizes
from tests.menu.hostile_pictures import damaged, hostile


def main(kind, count="0"):
    """Prints {worst: {name, megabytes, seconds}, taken, refused} as JSON; a fault ends the process."""
    files = hostile().items() if kind == "hostile" else ((str(n), each) for n, each in enumerate(damaged(int(count))))
    worst, fates = {"megabytes": (0, ""), "seconds": (0, "")}, {"taken": 0, "refused": 0}
    for name, content in files:
        megabytes, seconds, fate = tried(content)
        fates[fate] += 1
        worst["megabytes"] = max(worst["megabytes"], (megabytes, name))
        worst["seconds"] = max(worst["seconds"], (seconds, name))
    print(json.dumps(worst | fates))


def tried(content):
    """(extra megabytes, processor seconds, taken or refused); what is kept is WebP of our sizes and nothing more."""
    before, started = at_rest(), time.process_time()
    try:
        for data in three_sizes(content).values():
            kept = Image.open(io.BytesIO(data))
            assert (
                kept.format == "WEBP"
                and max(kept.size) <= 1280
                and not set(kept.info) & {"exif", "icc_profile", "xmp"}
            )
        fate = "taken"
    except BadPicture:
        fate = "refused"
    return (highest() - before) / 1024, time.process_time() - started, fate


def at_rest():
    """Kilobytes now, once what is free was given back; from here on the highest mark counts anew."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/clear_refs", "w") as marks:
        marks.write("5")
    return highest()


def highest():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(*sys.argv[1:])
