"""The gate: every way in knocks here before a secret is looked at, so that guessing gets slower and slower.

Strangers share a limit for each account, each network and the whole house. A browser that was signed in to an account
before carries a mark, and has limits of its own there: nobody else can lock it out.
"""

import base64
import hmac
import secrets

from flask import current_app, request

from familychef.core import security_log, visitor
from familychef.core.throttle import DAY, TooMany, forget, give_back, take, take_slowly

from . import passwords

WAYS = ("password", "totp", "recovery", "passkey", "oidc", "reset", "invitation", "pin", "pairing", "welcome",
        "refresh")
MOST_MARKS = 12
MARK_LIFE = 400 * DAY


def knock(way, account):
    """May the secret be looked at? Raises TooMany, whether the account exists or not.

    `account`: the case-folded e-mail, "user-7" for codes, "member-7" for PINs, or what the secret belongs to;
    None for a token too long to be guessed: only its network and the house count.
    """
    account = _account(way, account)
    try:
        if mark := _mark_for(account):
            take_slowly("browsers", f"{mark} {way} {account}")
            take("hashes_known", "house")
        else:
            take("networks", _network())
            if account:
                take_slowly("accounts", f"{way} {account}")
            take("hashes", "house")
    except TooMany as error:
        error.way = way
        raise


def missed(way, account, user=None):
    """The secret was wrong; `user`: the id of the login it was meant for, where there is one."""
    _account(way, account)
    security_log.note("sign_in.failed", way=way, **{"user": user} if user else {})


def opened(way, account):
    """The secret was right: what was counted before does not hinder this account any more."""
    account = _account(way, account)
    if mark := _mark_for(account):
        forget("browsers", f"{mark} {way} {account}")
    else:
        give_back("networks", _network())
        if account:
            forget("accounts", f"{way} {account}")
        else:
            give_back("hashes", "house")


def fits(user, password, account=None):
    """Is it this login's password? `user` is None for an e-mail nobody has; then `account` is that e-mail."""
    account = account or account_of(user)
    knock("password", account)
    right = passwords.right(user, password)
    if right:
        opened("password", account)
    else:
        missed("password", account, user and user.id)
    return right


def account_of(user):
    """Under which name a login's password is guarded."""
    return user.email or f"user-{user.id}"


def remember(response, user):
    """This browser has been signed in to that login: strangers who guess can't keep it out any more."""
    settings = current_app.config["SETTINGS"]
    browser, marks = _marks()
    browser = browser or secrets.token_urlsafe(16)
    fresh = [_sign(browser, account) for account in (account_of(user).casefold(), f"user-{user.id}")]
    marks = (fresh + [mark for mark in marks if mark not in fresh])[:MOST_MARKS]
    response.set_cookie(
        settings.mark_cookie, ".".join([browser, *marks]), max_age=MARK_LIFE,
        secure=settings.https, httponly=True, samesite="Lax", path="/",
    )
    return response


def _account(way, account):
    if way not in WAYS:
        raise ValueError(f"{way} is no way in")
    return str(account).casefold() if account is not None else None


def _network():
    return visitor.network(visitor.address())


def _mark_for(account):
    """The name of this browser, when it was signed in to that account before."""
    browser, marks = _marks()
    wanted = _sign(browser, account).encode()
    return browser if any(hmac.compare_digest(wanted, mark.encode()) for mark in marks) else None


def _marks():
    """(name of this browser, its marks) as its cookie says."""
    parts = request.cookies.get(current_app.config["SETTINGS"].mark_cookie, "").split(".")
    return parts[0][:40], parts[1 : MOST_MARKS + 1]


def _sign(browser, account):
    secret = current_app.config["SETTINGS"].secret.encode()
    digest = hmac.digest(secret, f"mark {browser} {account}".encode(errors="surrogatepass"), "sha256")
    return base64.urlsafe_b64encode(digest[:18]).decode()
