"""The worker's door: the queue and every room's jobs (`python tasks.py`, or huey_consumer tasks.huey)."""

from gevent import monkey

monkey.patch_all()

from familychef.worker import build, work

huey = build()

if __name__ == "__main__":
    work(huey)
