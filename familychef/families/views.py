"""The families' pages; each module adds its own to the blueprint."""

from importlib import import_module

from .room import families

PAGES = (
    "arriving", "audit_views", "browsers", "calendar_views", "closing", "copy_views", "device_views", "faces",
    "household", "inviting", "job_views", "joining", "leaving", "me", "more_families", "oidc_views", "pairing",
    "passkey_views", "profiles", "program_views", "proving", "resetting", "second_step", "securing", "signing",
)

for page in PAGES:
    import_module(f".{page}", __package__)

blueprints = (families,)
