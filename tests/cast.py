"""The cast: the Rossi, whose kitchen it is, and the Neri next door, who must see nothing."""

PASSWORD = "buon appetito"


def email_of(name):
    """nonna -> nonna@rossi.example; a full address stays as it is."""
    if "@" in name:
        return name
    return f"{name.lower()}@{'neri' if name.lower() == 'carla' else 'rossi'}.example"


class World:
    pass
