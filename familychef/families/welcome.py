"""The first start: the code that lets one person found the family, or the demo families."""

import hashlib
import hmac

from .models import Family, Installation

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def prepare(settings, seed_demo):
    """Say on the console how to begin, or fill the demo. Raises SystemExit where demo and real life would meet."""
    if settings.demo:
        _prepare_demo(settings, seed_demo)
    elif Family.select().where(Family.demo).exists() and settings.host not in LOOPBACK:
        raise SystemExit("The demo families have known passwords: start with --demo, or use another FAMILYCHEF_DATA.")
    elif not founded():
        print(f"Set up your family at {settings.url}/welcome with the code {setup_code(settings)}", flush=True)


def founded():
    return Installation.select().exists() or Family.select().exists()


def setup_code(settings):
    """Eight letters in two groups, the same in every process of this installation."""
    digest = hmac.digest(settings.secret.encode(), b"set-up code", hashlib.sha256)
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:8])
    return f"{letters[:4]}-{letters[4:]}"


def fits(settings, typed):
    """Is this the code? Case, spaces and the dash don't matter."""
    letters = "".join(letter for letter in typed.upper() if letter.isalpha())
    return hmac.compare_digest(letters.encode(), setup_code(settings).replace("-", "").encode())


def _prepare_demo(settings, seed_demo):
    if Family.select().where(~Family.demo).exists():
        raise SystemExit("A family lives here already: --demo needs an empty FAMILYCHEF_DATA.")
    elif not founded():
        seed_demo(settings)
