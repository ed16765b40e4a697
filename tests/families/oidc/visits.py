"""What people of the tests do on their way to the provider and back."""

from familychef.core.db import write
from tests.families.oidc.provider import way_back
from tests.families.papers import cookie_of, session_of, text


def connect(member, provider):
    from familychef.families.models import Identity

    with write():
        return Identity.create(user=member.user, issuer=provider.issuer, subject=provider.person["sub"])


def arrive(client, provider, start="/session/oidc", **data):
    return client.get(way_back(client.post(start, data=data), provider))


def tire(client):
    with write():
        session_of(client).changed_rows(proved_at=None)


def invited(world, client):
    from familychef.families.models import Invitation

    client.get("/join/" + Invitation.issue(world.marta, ["shopper"])[1])


def assert_refused(client, answer):
    assert answer.status_code == 422 and cookie_of(client) is None, text(answer)
    assert client.get("/me").status_code == 401
