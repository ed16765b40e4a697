"""Who gets which answer where: the whole table of permissions, readable as a document.

One line is a route and a method; the row whose id stands in the address (`id=order`, several with commas, or `-`);
then the status for nobody signed in, for a member, a chef, a shopper and an admin of the Rossi, and for an admin who
cooks next door. Rows belong to the Rossi, orders and carts to Leo, the member. What a
person sends stands in BODIES, `{dish}` for the id of that row.
"""

from typing import NamedTuple

PEOPLE = ("nobody", "member", "chef", "shopper", "admin", "other")
BAD_REQUEST = 400

TABLE = """
endpoint                    method  row                              nobody  member  chef  shopper  admin  other
assets.file                 GET     name=css                         200     200     200   200      200    200
live.stream                 GET     -                                401     200     200   200      200    200
health.live                 GET     -                                200     200     200   200      200    200
health.ready                GET     -                                200     200     200   200      200    200

families.welcome_page       GET     -                                302     302     302   302      302    302
families.found              POST    -                                409     409     409   409      409    409
families.first_steps        GET     -                                401     403     403   403      200    200
families.sign_in_page       GET     -                                200     302     302   302      302    302
families.sign_in            POST    -                                422     422     422   422      422    422
families.sign_out           POST    -                                303     303     303   303      303    303
families.switch_family      POST    -                                401     422     422   422      422    422
families.more               GET     -                                401     200     200   200      200    200
families.me                 GET     -                                401     200     200   200      200    200
families.choose_language    POST    -                                401     303     303   303      303    303
families.choose_password    POST    -                                401     422     422   422      422    422
families.end_session        POST    id=session                       401     303     404   404      404    404
families.members            GET     -                                401     200     200   200      200    200
families.settle             POST    -                                401     403     403   403      422    422
families.member             GET     id=leo                           401     200     200   200      200    404
families.describe           POST    id=leo                           401     422     404   404      422    404
families.grant              POST    id=leo                           401     403     403   403      303    404
families.removal            GET     id=leo                           401     403     403   403      200    404
families.remove             POST    id=leo                           401     403     403   403      303    404
families.invitations        GET     -                                401     403     403   403      200    200
families.invite             POST    -                                401     403     403   403      200    200
families.revoke             POST    id=invitation                    401     403     403   403      303    404
families.join_page          GET     token=token                      200     200     200   200      200    200
families.accept_invitation  POST    token=token                      422     422     422   422      422    422

kitchen.today               GET     -                                401     200     200   200      200    200
kitchen.cart                GET     -                                401     200     200   200      200    200
kitchen.cart_bar            GET     -                                401     200     200   200      200    200
kitchen.add_to_cart         POST    -                                401     303     303   303      303    404
kitchen.change_cart_item    POST    id=cart_item                     401     303     404   404      404    404
kitchen.remove_from_cart    POST    id=cart_item                     401     303     404   404      404    404
kitchen.place               POST    -                                401     422     422   422      422    422
kitchen.orders              GET     -                                401     200     200   200      200    200
kitchen.order               GET     id=placed                        401     200     200   404      404    404
kitchen.cancellation        GET     id=placed                        401     200     200   404      404    404
kitchen.cancel              POST    id=placed                        401     303     303   404      404    404
kitchen.receive             POST    id=ready                         401     303     303   404      404    404
kitchen.repeat              POST    id=placed                        401     303     303   404      404    404
kitchen.edition             GET     id=placed                        401     200     200   404      404    404
kitchen.add_order_item      POST    id=placed                        401     303     409   404      404    404
kitchen.change_order_item   POST    id=placed,item_id=placed_item    401     303     409   404      404    404
kitchen.remove_order_item   POST    id=placed,item_id=placed_item    401     303     409   404      404    404
kitchen.display             GET     -                                401     403     200   403      403    200
kitchen.keys                GET     -                                401     403     200   403      403    200
kitchen.recent              GET     -                                401     403     200   403      403    200
kitchen.ticket              GET     id=placed                        401     403     200   403      403    404
kitchen.acceptance          GET     id=placed                        401     403     200   403      403    404
kitchen.accept              POST    id=placed                        401     403     303   403      403    404
kitchen.refusal             GET     id=placed                        401     403     200   403      403    404
kitchen.decline             POST    id=placed                        401     403     303   403      403    404
kitchen.start               POST    id=accepted                      401     403     303   403      403    404
kitchen.finish              POST    id=started                       401     403     303   403      403    404
kitchen.serve               POST    id=ready                         401     403     303   403      403    404
kitchen.recall              POST    id=ready                         401     403     303   403      403    404
kitchen.acknowledge         POST    id=cancelled                     401     403     303   403      403    404
kitchen.start_item          POST    id=accepted_item                 401     403     303   403      403    404
kitchen.finish_item         POST    id=started_item                  401     403     303   403      403    404
kitchen.serve_item          POST    id=ready_item                    401     403     303   403      403    404
kitchen.recall_item         POST    id=ready_item                    401     403     303   403      403    404
kitchen.void_item           POST    id=started_item                  401     403     303   403      403    404

menu.menu                   GET     -                                401     200     200   200      200    200
menu.dish                   GET     id=dish                          401     200     200   200      200    404
menu.details                GET     id=dish                          401     200     200   200      200    404
menu.art                    GET     id=dish                          401     200     200   200      200    404
menu.like                   POST    id=dish                          401     303     303   303      303    404
menu.publish                POST    id=dish                          401     403     303   403      403    404
menu.archive                POST    id=dish                          401     403     303   403      403    404
menu.duplicate              POST    id=dish                          401     403     303   403      403    404
menu.recipes                GET     -                                401     200     200   200      200    200
menu.recipe                 GET     id=dish                          401     200     200   200      200    404
menu.reading                GET     -                                401     403     200   403      403    200
menu.new_dish               GET     -                                401     403     200   403      403    200
menu.add_dish               POST    -                                401     403     422   403      403    422
menu.edition                GET     id=dish                          401     403     200   403      403    404
menu.change_dish            POST    id=dish                          401     403     422   403      403    404
menu.picture                GET     id=dish                          401     403     200   403      403    404
menu.give                   POST    id=dish                          401     403     422   403      403    404
menu.take_away              POST    id=dish                          401     403     303   403      403    404
menu.file                   GET     name=photo                       401     200     200   200      200    404

pantry.pantry               GET     -                                401     200     200   200      200    200
pantry.item                 GET     id=ingredient                    401     200     200   200      200    404
pantry.change               POST    id=ingredient                    401     403     303   303      403    404
pantry.set_level            POST    id=ingredient                    401     403     303   303      403    404
pantry.reverse              POST    id=move                          401     403     303   303      403    404
pantry.new_lot              GET     id=ingredient                    401     403     200   200      403    404
pantry.add_lot              POST    id=ingredient                    401     403     303   303      403    404
pantry.new_use              GET     id=ingredient                    401     403     200   200      403    404
pantry.use                  POST    id=ingredient                    401     403     303   303      403    404
pantry.batch                GET     id=lot                           401     200     200   200      200    404
pantry.new_change           GET     id=lot,noun=opening              401     403     200   200      403    404
pantry.change_batch         POST    id=lot,noun=waste                401     403     303   303      403    404
pantry.ingredients          GET     -                                401     200     200   200      200    200
pantry.suggest              GET     -                                401     200     200   200      200    200
pantry.new_ingredient       GET     -                                401     403     200   200      403    200
pantry.add_ingredient       POST    -                                401     403     422   422      403    422
pantry.ingredient           GET     id=ingredient                    401     403     200   200      403    404
pantry.change_ingredient    POST    id=ingredient                    401     403     422   422      403    404
pantry.archive              POST    id=spice                         401     403     303   303      403    404
pantry.unarchive            POST    id=spice                         401     403     303   303      403    404
pantry.measures             GET     id=ingredient                    401     403     200   200      403    404
pantry.set_measure          POST    id=ingredient                    401     403     303   303      403    404
pantry.confirm_measure      POST    id=ingredient,measure=measure    401     403     303   303      403    404
pantry.forget_measure       POST    id=ingredient,measure=measure    401     403     303   303      403    404
pantry.swaps                GET     id=ingredient                    401     403     200   200      403    404
pantry.set_swap             POST    id=ingredient                    401     403     422   422      403    404
pantry.forget_swap          POST    id=ingredient,swap=swap          401     403     303   303      403    404
"""

KEY = "0123456789abcdef"
BODIES = {
    "families.choose_language": {"language": "de"},
    "families.grant": {"roles": "shopper"},
    "families.invite": {"roles": "member", "key": KEY},
    "kitchen.add_to_cart": {"dish": "{dish}"},
    "kitchen.change_cart_item": {"portions": "2"},
    "kitchen.add_order_item": {"dish": "{dish}", "portions": "1"},
    "kitchen.change_order_item": {"portions": "2"},
    "kitchen.decline": {"reason": "No flour"},
    "kitchen.void_item": {"fate": "eaten"},
    "menu.like": {"favourite": "1"},
    "menu.publish": {"published": "0"},
    "menu.archive": {"archived": "1"},
    "pantry.change": {"delta": "-1", "key": KEY},
    "pantry.set_level": {"level": "low"},
    "pantry.add_lot": {"quantity": "500 g", "date_kind": "best_before", "place": "pantry", "key": KEY},
    "pantry.use": {"quantity": "100 g", "key": KEY},
    "pantry.change_batch": {"quantity": "100 g", "key": KEY},
    "pantry.set_measure": {"unit": "cup", "quantity": "120 g"},
}


class Row(NamedTuple):
    """One line of the table; `ids` maps the address's arguments to rows, `expected` people to a status."""

    endpoint: str
    method: str
    ids: dict
    expected: dict

    @property
    def body(self):
        return BODIES.get(self.endpoint, {}) if self.changes else {}

    @property
    def changes(self):
        return self.method not in ("GET", "HEAD", "OPTIONS")


def rows():
    head, *lines = [line.split() for line in TABLE.strip().splitlines() if line.strip() and not line.startswith("#")]
    assert head[3:] == list(PEOPLE), "the table's columns are the people"
    return [_row(*line) for line in lines]


def _row(endpoint, method, ids, *statuses):
    assert len(statuses) == len(PEOPLE), f"{method} {endpoint} has {len(statuses)} statuses"
    named = dict(pair.split("=") for pair in ids.split(",")) if ids != "-" else {}
    return Row(endpoint, method, named, dict(zip(PEOPLE, map(int, statuses), strict=True)))


def cases():
    """(row, people who share one database): those who change nothing together, each who may change something alone."""
    for row in rows():
        may = [person for person in PEOPLE if row.changes and row.expected[person] < BAD_REQUEST]
        rest = [person for person in PEOPLE if person not in may]
        if rest:
            yield row, rest
        yield from ((row, [person]) for person in may)


def name_of_case(case):
    row, people = case
    return f"{row.method} {row.endpoint} {'-'.join(people) if len(people) < 3 else 'others'}"
