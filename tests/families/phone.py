"""The app on somebody's phone that knows the codes, and a second step already set up."""

import pyotp

from familychef.core import clock


def code(secret, steps=0):
    """What the app shows now, or so many half minutes from now."""
    return pyotp.TOTP(secret).generate_otp(int(clock.now().timestamp()) // 30 + steps)


def secure(member):
    """This person's second step, on from here: (secret, recovery codes)."""
    from familychef.families import codes
    from familychef.families.models import SecondFactor

    SecondFactor.begin(member.user)
    factor = SecondFactor.begun_by(member.user)
    factor.take(code(factor.secret, -1), confirmed_at=clock.now())
    return factor.secret, codes.renewed(member.user)


def wrong(secret):
    """A code the app shows neither now nor a step away."""
    near = {code(secret, steps) for steps in (-1, 0, 1)}
    return next(guess for guess in ("000000", "111111", "222222", "333333") if guess not in near)
