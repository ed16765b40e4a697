"""Compares what people saw with what the house holds: what was acknowledged is there once, what was refused is not."""

from collections import Counter

from tests.faults.history import DONE, REFUSED

ONE_GRAM = 1000
MARKS = {
    "accept": "order.accepted", "finish": "order.ready", "serve": "order.served", "cancel": "order.cancelled",
}


def judged(server, history):
    """[(fault, what, about)]: "lost" was acknowledged, "twice" there more than once, "ghost" refused and there."""
    return [*_keyed(history, "place", _orders(server)), *_keyed(history, "use", _uses(server)),
            *_moved(history, _events(server))]


def examined(server):
    """What the doctor says, as text; nothing where the house is sound."""
    from familychef import doctor, settings

    found = doctor.examine(settings.read({"DATABASE_URL": server.database_url, "FAMILYCHEF_DATA": str(server.data)}))
    return [str(each) for each in found]


def _keyed(history, what, there):
    for deed in history.of(what):
        count = there[deed.about]
        if count > 1:
            yield "twice", what, deed.about
        elif deed.outcome == DONE and not count:
            yield "lost", what, deed.about
        elif deed.outcome == REFUSED and count:
            yield "ghost", what, deed.about


def _moved(history, told):
    """Several may do the same to an order; each verb of the house moves it once."""
    seen = {}
    for deed in history.of(*MARKS):
        seen.setdefault((deed.what, deed.about), set()).add(deed.outcome)
    for (what, order), outcomes in seen.items():
        count = told[MARKS[what], order]
        if count > 1:
            yield "twice", what, order
        elif DONE in outcomes and not count:
            yield "lost", what, order
        elif outcomes == {REFUSED} and count:
            yield "ghost", what, order


def _orders(server):
    return Counter(key for (key,) in server.rows('SELECT key FROM "order"'))


def _uses(server):
    """How many grams were taken by each key."""
    rows = server.rows("SELECT key, delta FROM stock_move WHERE reason = 'cook' AND key IS NOT NULL")
    taken = Counter()
    for key, delta in rows:
        taken[key.partition(".")[0]] -= delta
    return Counter({key: quantity // ONE_GRAM for key, quantity in taken.items()})


def _events(server):
    rows = server.rows("SELECT kind, subject FROM event WHERE kind LIKE ?", "order.%")
    return Counter((kind, int(subject.rpartition("-")[2])) for kind, subject in rows if subject)
