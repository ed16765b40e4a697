"""What pages and programs share of webhooks: setting one up, trying it, switching it on, and its end."""

from flask import abort, current_app, g
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import can
from familychef.core.errors import Conflict, Refusal
from familychef.core.i18n import _
from familychef.families.models import SentForm

from .deliveries import WebhookDelivery
from .hook_kinds import KINDS
from .hooks import Webhook
from .webhooks import new_secret


def the_hook(id):
    return get_object_or_404(g.family.of(Webhook), Webhook.id == id)


def all_hooks():
    return g.family.of(Webhook).order_by(Webhook.id)


def deliveries_of(hook):
    return g.family.of(WebhookDelivery).where(WebhookDelivery.webhook == hook.id)


def set_up(fields):
    """The webhook of this form; sent again it is the same one. Nobody lets others hear what they may not.

    Raises Conflict where it was removed since.
    """
    _require_hearing(fields.kinds)
    secret = new_secret(current_app.config["SETTINGS"].secret, g.member, fields.key)
    with SentForm.once(g.family, fields, g.member.id) as first:
        known = g.family.of(Webhook).where(Webhook.key == fields.key).first()
        if not first and known is None:
            raise Conflict(_("This webhook was removed since."))
        hook = known or Webhook.set_up(g.member, fields.name, fields.url, fields.kinds, secret, fields.key)
    if first:
        _note("set", hook)
    return hook


def try_out(hook):
    """A ping on its way. Raises Refusal where nothing goes any more."""
    if hook.off_at:
        raise Refusal(_("It is switched off. Please switch it on again first."))
    return WebhookDelivery.ping(hook, g.member)


def resume(hook):
    """It acts for who says so from now on."""
    _require_hearing(hook.kinds)
    hook.resume(g.member)
    _note("resumed", hook)


def remove(hook):
    hook.remove(g.member)
    _note("removed", hook)


def _require_hearing(kinds):
    if not all(can(KINDS[kind].needs, "read") for kind in kinds):
        abort(403)


def _note(what, hook):
    security_log.note(f"webhook.{what}", about=f"webhook-{hook.id}")
