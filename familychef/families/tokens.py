"""Tokens: what a browser holds and the database never does."""

import hashlib
import secrets


def hashed(token):
    """What is kept of a token: it opens nothing by itself."""
    return hashlib.sha256(token.encode()).hexdigest()


def nobodys_hash():
    """Stands where a token's hash must be, and nobody holds the token."""
    return hashed(secrets.token_urlsafe(32))
