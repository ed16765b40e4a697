"""Scanning: a known pack is dealt with at once, of an unknown one it is asked once what it is."""

from flask import abort, g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.incoming import row_number
from familychef.core.web import answer, go, refuse, show
from familychef.pantry import actions as pantry
from familychef.pantry.models import Barcode

from . import products
from .room import shopping
from .scan_forms import BarcodeForm, PackForm, ScanForm
from .scan_page import Guess, Scan
from .scanning import WAYS, remember


@shopping.context_processor
def scan_words():
    return {"bases": [(code, str(word)) for code, word in pantry.BASES.items()]}


@shopping.get("/scan")
@allow("pantry.edit")
def scan():
    guess = Guess.of(g.family, request.args.get("guess", type=row_number))
    return show("shopping/scan", scan=Scan(request.args.get("to"), guess=guess))


@shopping.post("/scans")
@allow("pantry.edit")
def take_scan():
    form = ScanForm.read(request.form)
    if not form.valid():
        return refuse("shopping/scan", form, scan=Scan(form.typed.get("to"), form))
    return scanned(form.fields.code, form.fields)


@shopping.get("/barcodes/new")
@allow("pantry.edit")
def new_barcode():
    asked = ScanForm.in_address(key="0" * 8)
    if not asked.valid():
        abort(404)
    code, to = asked.fields.code, asked.fields.to
    form = BarcodeForm.blank(code=code, to=to, **products.offered(g.family, code))
    return show("shopping/barcode", form=form, scan=Scan(to))


@shopping.post("/barcodes")
@allow("pantry.edit")
def learn_barcode():
    form = BarcodeForm.read(request.form)
    with beside(form):
        told = form.valid() and remember(g.family, form.fields, g.member)
    if not form.valid():
        return refuse("shopping/barcode", form, form.status, scan=Scan(form.typed.get("to")))
    return dealt_with(told, form.fields)


@shopping.post("/barcodes/<int:id>/pack")
@allow("pantry.edit")
def say_size(id):
    """How much is in a pack; those that were counted by a guess are put right."""
    barcode, righted = get_object_or_404(g.family.of(Barcode), Barcode.id == id), []
    guess = Guess.of(g.family, request.form.get("move", type=row_number), PackForm.read(request.form), barcode)
    with beside(guess.form):
        quantity = guess.form.valid() and pantry.read_amount(guess.form.fields.quantity, barcode.ingredient)
        if quantity:
            righted = barcode.say_size(quantity, g.member, guess.move)
    if not guess.form.valid():
        return refuse("shopping/scan", guess.form, guess.form.status, scan=Scan("pantry", guess=guess))
    return answer(Scan("pantry"), url_for(".scan", to="pantry"), say=size_said(barcode, quantity, righted))


def size_said(barcode, quantity, righted):
    """What is known now, and what became of the packs that were counted before."""
    amount = pantry.said(quantity, barcode.ingredient)
    say = [_("A pack of %(name)s is %(amount)s.", name=barcode.name, amount=amount)]
    if any(righted):
        say.append(_("What was scanned before is put right."))
    if not all(righted):
        say.append(_("Some of what was scanned before has been used or counted since and stays as it is."))
    return " ".join(say)


def scanned(code, fields):
    """Deals with a known pack; of an unknown one it is asked what it is."""
    known = Barcode.known(g.family, code)
    return dealt_with(known, fields) if known else go(url_for(".new_barcode", code=code, to=fields.to))


def dealt_with(barcode, fields):
    """What was wanted with the pack; how much it is gets asked where nobody knows."""
    done = WAYS[fields.to](barcode, g.member, fields.key)
    if done is None:
        say = _("%(name)s: please say how much it is.", name=barcode.ingredient.name)
        return go(url_for("pantry.new_lot", id=barcode.ingredient_id), say=say)
    undo, guess = done.undo and url_for(done.undo[0], id=done.undo[1]), done.guess and done.guess.id
    page = url_for(".scan", to=fields.to, guess=guess)
    return answer(Scan(fields.to, guess=guess and Guess.of(g.family, guess)), page, say=done.text, undo=undo)
