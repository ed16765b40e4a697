"""What a provider says about a person: its signature, and every claim that must be true before it is believed."""

import warnings

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError, SecurityWarning
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from familychef.core import clock

ALGORITHMS = ("RS256", "ES256", "EdDSA", "Ed25519")
LEEWAY, OLDEST = 60, 600
LONGEST = 255

warnings.filterwarnings("ignore", "EdDSA is deprecated", SecurityWarning)


class Untrue(Exception):
    """This token proves nothing; the text is a reason without any person's words."""


class UnknownKey(Untrue):
    """It is signed with a key that is not among the provider's, as far as we know them."""


def claims_of(token, keys, *, issuer, client_id, nonce, asked_at=None):
    """The claims of a token that was made for us, just now, for the very question with this nonce.

    `keys`: the provider's JWKS; `asked_at`: the moment since which they must have signed in there. Raises Untrue.
    """
    claims, now = _signed(token, keys), int(clock.now().timestamp())
    wanted = {"iss": issuer, "aud": client_id, "nonce": nonce}
    options = {name: {"essential": True, "value": value} for name, value in wanted.items()}
    options |= {name: {"essential": True} for name in ("sub", "exp", "iat")}
    about = {"nonce": nonce, "client_id": client_id}
    try:
        CodeIDToken(claims.claims, claims.header, options, about).validate(now, LEEWAY)
    except (JoseError, ValueError, TypeError) as error:
        raise Untrue(type(error).__name__) from None
    _look_closer(claims.claims, now, asked_at)
    return claims.claims


def _signed(token, keys):
    """Only these algorithms, whatever the token's header says: never `none`, never a shared secret."""
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        return jwt.decode(token, KeySet.import_key_set(keys), ALGORITHMS, registry)
    except InvalidKeyIdError:
        raise UnknownKey("key") from None
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Untrue(type(error).__name__) from None


def _look_closer(claims, now, asked_at):
    """What the packages let pass: old tokens, names too long to be kept, and a sign-in of long ago."""
    if now - claims["iat"] > OLDEST:
        raise Untrue("iat")
    elif not 0 < len(claims["sub"]) <= LONGEST or "\x00" in claims["sub"]:
        raise Untrue("sub")
    elif asked_at and not _is_since(claims.get("auth_time"), asked_at):
        raise Untrue("auth_time")


def _is_since(moment, start):
    known = isinstance(moment, (int, float)) and not isinstance(moment, bool)
    return known and moment >= int(start.timestamp()) - LEEWAY
