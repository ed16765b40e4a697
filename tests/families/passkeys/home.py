"""Browsers at https://food.example, and what people do there with their passkeys."""

from tests.client import Client

HOME = "https://food.example"


class FromOutside(Client):
    def open(self, path, **options):
        return super().open(path, base_url=HOME, **options)


def browser(world, who=None):
    """A browser at https://food.example."""
    client = FromOutside(world.app, world.app.response_class)
    for value in world.cookies(who).values() if who else ():
        client.set_cookie("__Host-fc", value, domain="food.example", secure=True)
    return client


def ask(client, path="/session/passkey/challenge"):
    return client.post(path).get_json()


def add(client, device, name="Phone", **wrong):
    made = device.made(ask(client, "/me/passkeys/challenge"), **wrong)
    return client.post("/me/passkeys", data={"name": name, "credential": made})


def sign_in(client, device, **wrong):
    return client.post("/session/passkey", data={"credential": device.signed(ask(client), **wrong)})


def is_in(client):
    return client.get("/me").status_code == 200


def key_of(member):
    return member.user.passkeys.get()


def session_of(client):
    from familychef.families.models import Session, hashed

    return Session.get(Session.token_hash == hashed(client.get_cookie("__Host-fc", domain="food.example").value))
