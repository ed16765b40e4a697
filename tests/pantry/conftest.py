"""A clock that stands still, for who looks at days."""

import pytest
import time_machine

from familychef.core import clock


@pytest.fixture
def noon():
    """No midnight comes between the stock and the page that shows it."""
    with time_machine.travel(clock.now().replace(hour=12), tick=False):
        yield
