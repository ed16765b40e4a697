"""A process that sends what waits until it is killed: `python -m tests.alerts.sender`, settings in the environment."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402

from familychef import rooms, settings  # noqa: E402
from familychef.alerts import outbox  # noqa: E402
from familychef.core import db  # noqa: E402
from tests.alerts.outside import lead_to  # noqa: E402


def main():
    current = settings.read()
    rooms.load()
    db.connect(current)
    mail = int(current.smtp_url.rpartition(":")[2].partition("?")[0])
    network = lead_to(int(os.environ["OUTSIDE_PORT"]))
    network.names["127.0.0.1"], network.ports["127.0.0.1"] = "127.0.0.1", mail
    outbox.LOOK_EVERY = float(os.environ.get("LOOK_EVERY", outbox.LOOK_EVERY))
    outbox.run(current)


if __name__ == "__main__":
    main()
