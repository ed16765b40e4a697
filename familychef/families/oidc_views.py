"""The family's identity provider: signing in, joining and proving by it, and one's own identities there."""

from flask import abort, g, make_response, redirect, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log, visitor
from familychef.core.access import ANYONE, PERSON, allow, require_own_device
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.incoming import own_path
from familychef.core.throttle import take
from familychef.core.web import go, show

from . import entering, joining, oidc, signing
from .forms import NextForm, ProvidedForm
from .models import Identity
from .room import families


@families.post("/session/oidc")
@allow(ANYONE)
def leave_to_sign_in():
    return to_provider(oidc.SIGN_IN)


@families.post("/session/proof/oidc")
@allow(PERSON, own_device=True)
def leave_to_prove():
    return to_provider(oidc.PROOF)


@families.post("/join/oidc")
@allow(ANYONE)
def leave_to_join():
    oidc.require_offered()
    require_own_device()
    joining.still_open(joining.redeemed())
    return to_provider(oidc.JOIN)


@families.get("/me/identities")
@allow(PERSON, proof=True)
def identities():
    oidc.require_offered()
    return show("families/identities", identities=list(g.user.identities.order_by(Identity.id)))


@families.post("/me/identities")
@allow(PERSON, proof=True)
def leave_to_connect():
    return to_provider(oidc.CONNECT)


@families.post("/me/identities/<int:id>/removal")
@allow(PERSON, proof=True)
def remove_identity(id):
    oidc.require_offered()
    if oidc.remove(get_object_or_404(g.user.identities, Identity.id == id)):
        security_log.note("identity.removed", about=f"identity-{id}")
    return go(url_for("families.identities"), say=_("That login opens nothing here any more."))


@families.get("/session/oidc/return")
@allow(ANYONE)
def return_from_provider():
    """The one page that is read and changes something: providers send browsers back so. It works once."""
    oidc.require_offered()
    visit = oidc.come_back()
    return ARRIVALS[visit.purpose](visit)


def to_provider(purpose):
    """A page that leads there at once. Answers to forms may lead nowhere but to ourselves, so it is no redirect."""
    oidc.require_offered()
    form = NextForm.read(request.form)
    if not form.valid():
        abort(400)
    take("challenges", visitor.network(visitor.address()))
    address, token = oidc.leave(purpose, own_path(form.fields.next))
    page = show("families/to_provider", address=address, provider=oidc.offered())
    return entering.keep_token(make_response(page), token, oidc.LIFE)


def arrived_to_sign_in(visit):
    user = oidc.user_of(visit.claims)
    if not user:
        text = _("This login at %(name)s opens nothing here yet. Sign in as usual, then connect it on your page.",
                 name=oidc.offered())
        raise Refusal(text)
    return entering.admit(user, visit.page or signing.start(user), way="oidc")


def arrived_to_join(visit):
    """Who is known signs in first, and is asked then; who isn't becomes a member by what the provider vouches for."""
    user = oidc.user_of(visit.claims)
    if user:
        return entering.admit(user, url_for("families.join_page"), way="oidc")
    invitation = joining.still_open(joining.redeemed())
    told = vouched_for(visit.claims) | {"colour": joining.free_colour(invitation.family)}
    member = oidc.sign_up_known(invitation, told, visit.claims)
    security_log.note("invitation.used", user=member.user_id, family=member.family_id, member=member.id)
    response = entering.admit(member.user, "/", member, way="oidc")
    response.delete_cookie(**joining.cookie())
    return response


def arrived_to_prove(visit):
    user = oidc.user_of(visit.claims)
    if not user or user.id != g.user.id:
        raise Refusal(_("This login at %(name)s is not yours here.", name=oidc.offered()))
    g.session.prove()
    return redirect(visit.page or url_for("families.me"), 303)


def arrived_to_connect(visit):
    identity = oidc.connect(g.user, visit.claims)
    if identity:
        security_log.note("identity.added", about=f"identity-{identity.id}")
        g.session.renew_soon()
    return go(url_for("families.identities"), say=_("You can sign in with %(name)s from now on.", name=oidc.offered()))


def vouched_for(claims):
    """Name and e-mail, as far as the provider has checked them. Raises Refusal without a checked e-mail."""
    email = claims.get("email") if claims.get("email_verified") is True else ""
    names = [claims.get("name"), claims.get("preferred_username"), str(email).partition("@")[0]]
    forms = [ProvidedForm.read({"name": name, "email": email}) for name in names]
    form = next((form for form in forms if form.valid()), None)
    if not form:
        text = _("%(name)s knows no checked e-mail address of yours. Join with a password, then connect it.",
                 name=oidc.offered())
        raise Refusal(text)
    return form.fields.model_dump()


ARRIVALS = {
    oidc.SIGN_IN: arrived_to_sign_in,
    oidc.JOIN: arrived_to_join,
    oidc.PROOF: arrived_to_prove,
    oidc.CONNECT: arrived_to_connect,
}
