"""When nothing more can be written: the disk is full, or the share of it that this house may use."""

import errno

from werkzeug.exceptions import HTTPException

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SQLITE_SAYS = "database or disk is full"
POSTGRES_SAYS = "53100"


class NoRoom(HTTPException):
    """Nothing of the request was kept."""

    code = 507


def is_full(error):
    """Does this error, or what it comes from, say that there is no room left?"""
    while error is not None:
        if getattr(error, "errno", None) in NO_ROOM or SQLITE_SAYS in str(error):
            return True
        elif getattr(error, "pgcode", None) == POSTGRES_SAYS:
            return True
        error = error.__cause__ or error.__context__
    return False
