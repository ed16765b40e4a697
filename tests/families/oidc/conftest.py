"""A house that trusts an identity provider of the tests' own."""

import dataclasses

import pytest

from tests.families.oidc.provider import CLIENT, SECRET, running
from tests.families.oidc.visits import connect


@pytest.fixture
def provider():
    with running() as provider:
        yield provider


@pytest.fixture
def settings(settings, provider):
    """A house that trusts this provider."""
    from familychef.families.provider import _known
    from familychef.providers import Provider

    _known.clear()
    return dataclasses.replace(settings, oidc=Provider(provider.issuer, CLIENT, SECRET, "Home login"))


@pytest.fixture
def connected(world, provider):
    """Leo is known at the provider, and connected here."""
    return connect(world.leo, provider)
