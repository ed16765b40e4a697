"""The house as the family reaches it from outside, and Leo's phone."""

import dataclasses

import pytest

from tests.families.passkeys.device import Device
from tests.families.passkeys.home import HOME, add, browser


@pytest.fixture
def settings(settings):
    """The house as the family reaches it from outside."""
    return dataclasses.replace(settings, url=HOME)


@pytest.fixture
def leo(world):
    return browser(world, world.leo)


@pytest.fixture
def phone(leo):
    """Leo's phone, with a passkey of his."""
    device = Device()
    assert add(leo, device).status_code == 303
    return device
