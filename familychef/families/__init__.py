"""Families, their members, and the sessions of those who are signed in."""
