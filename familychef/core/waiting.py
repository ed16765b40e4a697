"""What waits for a person on the first page: each room tells its own, the first page shows them."""

_rooms = []


def waits(tell):
    """Let a function of a member give (address, icon, words), or None when nothing waits."""
    _rooms.append(tell)
    return tell


def waiting_for(member):
    return [found for tell in _rooms if (found := tell(member))]
