"""Whether this process is on its way out: what goes on bit by bit stops between two; the rest waits in its rows."""

_asked = []


def begin():
    _asked.append(True)


def begun():
    return bool(_asked)
