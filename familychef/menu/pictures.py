"""Turns an uploaded picture into three small ones: judged by its content, turned upright, and nothing else kept."""

from familychef.core import clock, files
from familychef.core.db import transaction, write
from familychef.core.uploads import made_of

from .models import Dish, Picture

SUFFIX, SIZES = "webp", ("small", "medium", "large")
HOUR = clock.minutes(60)


def give_picture(dish, upload, root, by):
    """Show `upload` (a werkzeug FileStorage or None) as the dish's picture. Raises Refusal with field `picture`."""
    sizes = made_of(upload, three_sizes, field="picture")
    names = {size: _stored(root, dish.family_id, data) for size, data in sizes.items()}
    with transaction(dish.family):
        dish.wear(Picture.create(family=dish.family_id, added_by=by, **names), by)


def three_sizes(content):
    """{size: WebP bytes} of any picture file; Pillow comes with the first. Raises BadPicture."""
    from .pixels import three_sizes

    return three_sizes(content)


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


def _age(path, now):
    return clock.minutes((now.timestamp() - path.stat().st_mtime) / 60)
