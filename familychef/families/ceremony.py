"""What the webauthn package does for us: the questions to a device, and whether its answers are right."""

from urllib.parse import urlsplit

import webauthn
from flask import current_app
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

PORTS = {"http": 80, "https": 443}
VERIFIED = UserVerificationRequirement.REQUIRED
KEPT_THERE = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED,
)


def to_add(user, challenge):
    """The question for a new key that the device keeps by itself and opens for its owner only."""
    known = [PublicKeyCredentialDescriptor(base64url_to_bytes(key.credential_id)) for key in user.passkeys]
    return options_to_json_dict(webauthn.generate_registration_options(
        rp_id=house(), rp_name="FamilyChef", challenge=challenge, exclude_credentials=known,
        user_id=handle(user), user_name=user.email or user.name, user_display_name=user.name,
        authenticator_selection=KEPT_THERE,
    ))


def to_sign_in(challenge):
    """The question to whichever device has a key for this house."""
    return options_to_json_dict(webauthn.generate_authentication_options(
        rp_id=house(), challenge=challenge, user_verification=VERIFIED,
    ))


def new_key(made, challenge):
    """The columns of the key that was made for this challenge, or None."""
    try:
        found = webauthn.verify_registration_response(
            credential=made.model_dump(), expected_challenge=challenge, expected_rp_id=house(),
            expected_origin=origin(), require_user_verification=True,
        )
    except Exception:  # whatever a strange answer breaks in the package, it is not right
        return None
    return {
        "credential_id": bytes_to_base64url(found.credential_id),
        "public_key": bytes_to_base64url(found.credential_public_key),
        "sign_count": found.sign_count,
    }


def new_count(signed, challenge, passkey):
    """How often the device has signed by now, when this passkey signed this challenge for its owner; else None."""
    if signed.response.userHandle != bytes_to_base64url(handle(passkey.user)):
        return None
    try:
        return webauthn.verify_authentication_response(
            credential=signed.model_dump(), expected_challenge=challenge, expected_rp_id=house(),
            expected_origin=origin(), credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=0, require_user_verification=True,
        ).new_sign_count
    except Exception:  # as above
        return None


def house():
    """The name that devices keep our keys for."""
    return urlsplit(current_app.config["SETTINGS"].url).hostname


def origin():
    """Our address as browsers write it: without a port that goes without saying."""
    parts = urlsplit(current_app.config["SETTINGS"].url)
    port = f":{parts.port}" if parts.port not in (None, PORTS[parts.scheme]) else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def handle(user):
    """Under which number a device keeps this person; it says nothing about them."""
    return user.id.to_bytes(8)
