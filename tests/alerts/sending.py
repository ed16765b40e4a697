"""Starts a process that sends what waits (tests/alerts/sender.py)."""

import os
import sys
from pathlib import Path

from tests.processes import Process

ROOT = Path(__file__).parents[2]


def start_sender(settings, postman, outside, folder, **more):
    """A Process of these settings whose mails come to `postman` and all else to `outside`; `more`: its environment."""
    env = {
        **os.environ, "DATABASE_URL": settings.database_url, "FAMILYCHEF_DATA": str(settings.data),
        "FAMILYCHEF_SMTP_URL": postman.url, "FAMILYCHEF_PUSH_KEY": settings.push_key,
        "OUTSIDE_PORT": str(outside.port), "PYTHONPATH": str(ROOT), **more,
    }
    return Process([sys.executable, "-m", "tests.alerts.sender"], folder, env=env)
