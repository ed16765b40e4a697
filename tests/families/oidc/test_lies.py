"""Everything a provider, or who stands in for it, could say that is not so."""

import base64
import hashlib
import hmac
import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from familychef.core import clock
from tests.families.oidc.provider import CLIENT, SECRET, running, way_back
from tests.families.oidc.visits import arrive, assert_refused
from tests.families.papers import text

DAY = 86400
NOW = int(clock.now().timestamp())

OLD_WAYS = {
    name: pytest.mark.filterwarnings(f"ignore:{words}:joserfc.errors.SecurityWarning")
    for name, words in {"none": 'JWS algorithm "none" is deprecated', "EdDSA": "EdDSA is deprecated"}.items()
}

LIES = {
    "the nonce of another question": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "an expired token": {"exp": NOW - 120, "iat": NOW - 300},
    "a token without end": {"exp": None},
    "a token of yesterday": {"iat": NOW - DAY, "exp": NOW + DAY},
    "a token of tomorrow": {"iat": NOW + DAY, "exp": NOW + 2 * DAY},
    "another audience": {"aud": "somebody-else"},
    "another audience in our name": {"aud": "somebody-else", "azp": CLIENT},
    "many audiences and another party": {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
    "many audiences and no party": {"aud": [CLIENT, "somebody-else"]},
    "another party": {"azp": "somebody-else"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://elsewhere.example"},
    "no issuer": {"iss": None},
    "nobody": {"sub": None},
    "an empty name": {"sub": ""},
    "a name too long": {"sub": "x" * 256},
    "a name that is a number": {"sub": 7},
    "an end that is no number": {"exp": "soon"},
    "an end that never comes": {"exp": float("nan")},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_true_opens_nothing(client, provider, connected, lie):
    provider.lies = LIES[lie]
    assert_refused(client, arrive(client, provider))


def unsigned(provider, claims):
    return jws.serialize_compact(
        {"alg": "none"}, json_of(claims), OctKey.generate_key(256), ["none"], jws.JWSRegistry(algorithms=["none"])
    )


def json_of(claims):
    return json.dumps(claims).encode()


def with_pem(provider, claims):
    """The old trick: the public key, which everybody knows, used as a shared secret."""
    def part(raw):
        return base64.urlsafe_b64encode(raw).rstrip(b"=")

    head = part(b'{"alg":"HS256","kid":"one"}') + b"." + part(json_of(claims))
    return (head + b"." + part(hmac.digest(provider.key.as_pem(private=False), head, hashlib.sha256))).decode()


def with_own_key(provider, claims):
    own = RSAKey.generate_key(2048)
    return provider.sign(claims, key=own, jwk=own.as_dict(private=False))


FORGERIES = {
    "not signed at all": unsigned,
    "signed with our own secret": lambda provider, claims: provider.sign(
        claims, "HS256", OctKey.import_key(SECRET.ljust(32))
    ),
    "signed with the public key": with_pem,
    "signed with a key of its own": with_own_key,
    "signed with an algorithm we don't take": lambda provider, claims: provider.sign(claims, "RS512"),
    "changed after signing": lambda provider, claims: provider.sign(claims)[:-8] + "AAAAAAAA",
    "no token": lambda provider, claims: "x",
    "nothing": lambda provider, claims: "",
    "a list": lambda provider, claims: ["x"],
}


@OLD_WAYS["none"]
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_token_opens_nothing(client, provider, connected, forgery):
    provider.signer = lambda claims: FORGERIES[forgery](provider, claims)
    assert_refused(client, arrive(client, provider))


@pytest.mark.parametrize(("algorithm", "key"), [
    ("ES256", ECKey.generate_key("P-256", {"kid": "one"})),
    pytest.param("EdDSA", OKPKey.generate_key("Ed25519", {"kid": "one"}), marks=OLD_WAYS["EdDSA"]),
])
def test_other_good_keys_are_taken(client, provider, connected, algorithm, key):
    provider.keys, provider.signer = [key], lambda claims: provider.sign(claims, algorithm, key)
    assert arrive(client, provider).status_code == 303


def test_a_new_key_of_the_provider_is_found(client, provider, connected, monkeypatch):
    from familychef.families import provider as ours

    assert arrive(client, provider).status_code == 303
    fresh = RSAKey.generate_key(2048, {"kid": "two"})
    provider.keys, provider.signer = [fresh], lambda claims: provider.sign(claims, key=fresh, kid="two")
    assert arrive(client, provider).status_code == 422, "not more often than once a minute"
    monkeypatch.setattr(ours, "KEYS_AGAIN", -1)
    assert arrive(client, provider).status_code == 303
    assert provider.asked.count("/keys") == 2


def test_another_provider_can_not_answer_in_its_place(client, provider, connected):
    back = way_back(client.post("/session/oidc"), provider, iss="https://elsewhere.example")
    assert_refused(client, client.get(back))


def test_a_provider_that_says_who_it_is_must_say_it_each_time(client, provider, connected):
    provider.published = {"authorization_response_iss_parameter_supported": True}
    assert_refused(client, arrive(client, provider))
    back = way_back(client.post("/session/oidc"), provider, iss=provider.issuer)
    assert client.get(back).status_code == 303


@pytest.mark.parametrize("published", [
    {"issuer": "https://elsewhere.example"},
    {"issuer": None},
    {"token_endpoint": "http://elsewhere.example/token"},
    {"authorization_endpoint": "javascript:alert(1)"},
    {"authorization_endpoint": "https://x.example/\"><script>"},
    {"jwks_uri": "http://["},
    {"jwks_uri": None},
])
def test_a_description_that_is_not_safe_is_not_used(client, provider, connected, published):
    provider.published = published
    answer = client.post("/session/oidc")
    assert answer.status_code == 422 and "no answer that can be used" in text(answer)


@pytest.mark.parametrize("place", ["http://localhost:{port}/x", "http://169.254.169.254/", "http://10.0.0.1/"])
def test_the_house_is_not_led_into_its_own_network(client, provider, connected, place):
    with running() as inside:
        provider.moved_to = place.format(port=inside.server.server_port)
        assert client.post("/session/oidc").status_code == 422 and not inside.asked


def test_a_token_is_not_fetched_from_the_own_network(client, provider, connected, monkeypatch):
    with running() as inside:
        provider.published = {"token_endpoint": f"https://localhost:{inside.server.server_port}/token"}
        assert_refused(client, arrive(client, provider))
        assert not inside.asked


def test_a_provider_that_is_down_is_said_so(client, provider, connected):
    provider.stop()
    answer = client.post("/session/oidc")
    assert answer.status_code == 422 and "Home login gave no answer" in text(answer)


def test_what_the_provider_refuses_is_told_in_our_words(client, provider, connected):
    back = way_back(client.post("/session/oidc"), provider, error="<b>no</b>", error_description="<script>x</script>")
    answer = client.get(back)
    assert answer.status_code == 422 and "did not sign you in" in text(answer)
    assert "<b>no" not in answer.text and "script>x" not in answer.text
