"""The bell between processes: Redis publish when there is one, else one cheap look a second."""

from . import bell


def start(settings, spawn):
    """Start listening in the background. SQLite has one process and needs none of this, nor Redis loaded."""
    if settings.sqlite:
        return
    from .far_link import Link

    link = Link(settings.redis_url)
    if settings.redis_url:
        bell.connect_far(link.tell)
        spawn(link.listen)
    spawn(link.look)
