"""Why a backup can't be taken, opened or restored, in a sentence that says what to do."""


class Trouble(Exception):
    """Its text is for who runs the server."""
