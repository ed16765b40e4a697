"""Single values of the environment: as they must be, or the start ends."""


class BadSettings(SystemExit):
    """Raised at start; its text is the whole message, its exit code is 1."""


def number(environ, name, default, low, high):
    """The whole number of this name. Raises BadSettings naming it."""
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not low <= int(text) <= high:
        raise BadSettings(f"{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


def choice(environ, name, default, choices):
    """One of these texts. Raises BadSettings naming what was asked for."""
    value = environ.get(name) or default
    if value not in choices:
        raise BadSettings(f"{name} must be one of {', '.join(sorted(choices))}, not {value!r}.")
    return value
