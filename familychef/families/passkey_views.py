"""Passkeys: one's own, and signing in or proving who one is with one of them."""

from flask import g, make_response, redirect, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log, visitor
from familychef.core.access import ANYONE, PERSON, allow, require_own_device
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.incoming import own_path
from familychef.core.throttle import take
from familychef.core.web import go, refuse, show

from . import entering, oidc, passkeys, signing
from .forms import ProofForm, SignInForm
from .models import Passkey
from .passkey_forms import MadeForm, SignedForm
from .room import families

families.add_app_template_global(passkeys.offered, "passkeys_offered")
families.add_app_template_global(oidc.offered, "provider_offered")


@families.get("/me/passkeys")
@allow(PERSON, proof=True)
def own_passkeys():
    passkeys.require_offered()
    return show("families/passkeys", form=MadeForm.blank(name=g.session.browser_name), keys=own_keys())


@families.post("/me/passkeys/challenge")
@allow(PERSON, proof=True)
def challenge_to_add():
    passkeys.require_offered()
    return challenge(g.user)


@families.post("/me/passkeys")
@allow(PERSON, proof=True)
def add_passkey():
    passkeys.require_offered()
    form = MadeForm.read(request.form)
    if not kept(form):
        return refuse("families/passkeys", form, keys=own_keys())
    g.session.renew_soon()
    return go(url_for("families.own_passkeys"), say=_("This passkey signs you in from now on."))


@families.post("/me/passkeys/<int:id>/removal")
@allow(PERSON, proof=True)
def remove_passkey(id):
    passkeys.require_offered()
    if passkeys.remove(get_object_or_404(g.user.passkeys, Passkey.id == id)):
        security_log.note("passkey.removed", about=f"passkey-{id}")
    return go(url_for("families.own_passkeys"), say=_("That passkey opens nothing any more."))


@families.post("/session/passkey/challenge")
@allow(ANYONE)
def challenge_to_sign_in():
    passkeys.require_offered()
    take("challenges", visitor.network(visitor.address()))
    return challenge()


@families.post("/session/passkey")
@allow(ANYONE)
def sign_in_with_passkey():
    passkeys.require_offered()
    form = SignedForm.read(request.form)
    passkey = form.valid() and passkeys.owner_known_by(form.fields.credential)
    if not passkey:
        form = SignInForm.blank(next=own_path(request.form.get("next"))).fail("form", not_known())
        return refuse("families/sign_in", form, faces=signing.demo_faces())
    page = own_path(form.fields.next) or signing.start(passkey.user)
    return entering.drop_token(entering.admit(passkey.user, page, way="passkey"))


@families.post("/session/proof/passkey")
@allow(PERSON)
def prove_with_passkey():
    passkeys.require_offered()
    require_own_device()
    form = SignedForm.read(request.form)
    passkey = form.valid() and passkeys.owner_known_by(form.fields.credential)
    if not passkey or passkey.user_id != g.user.id:
        form = ProofForm.blank(next=own_path(request.form.get("next"))).fail("form", not_known())
        return refuse("families/proof", form)
    g.session.prove()
    return entering.drop_token(redirect(own_path(form.fields.next) or url_for("families.me"), 303))


def own_keys():
    return list(g.user.passkeys.order_by(Passkey.id))


def challenge(user=None):
    """The question as JSON; the browser holds a token for its answer."""
    question, token = passkeys.new_challenge(user)
    return entering.keep_token(make_response(question), token, passkeys.LIFE)


def kept(form):
    """Is the key that was made now one of theirs? Otherwise the form says why not."""
    with beside(form):
        if form.valid():
            key = passkeys.add(g.user, form.fields.name, form.fields.credential)
            security_log.note("passkey.added", about=f"passkey-{key.id}")
    return form.valid()


def not_known():
    return _("This passkey opens nothing here. Try again, or use your password.")
