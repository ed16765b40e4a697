"""A process that tells webhooks until it is killed: `python -m tests.alerts.hook_sender`."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402

from familychef import rooms, settings  # noqa: E402
from familychef.alerts import hook_sending  # noqa: E402
from familychef.core import db  # noqa: E402
from tests.alerts.outside import lead_to  # noqa: E402


def main():
    current = settings.read()
    rooms.load()
    db.connect(current)
    lead_to(int(os.environ["OUTSIDE_PORT"]))
    hook_sending.LOOK_EVERY = hook_sending.SOON = 0.1
    hook_sending.run(current)


if __name__ == "__main__":
    main()
