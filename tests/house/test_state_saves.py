"""A row's state, stock and version move by conditional UPDATE, never by assignment and save()."""

import ast

import pytest

from tests.any_row import all_models
from tests.house.tree import name_of, parsed, product_modules, report

MOVED_BY_UPDATE = {"state", "on_hand", "held", "version"}


def test_no_row_is_moved_by_assignment():
    report(f"{name_of(path)}:{offence}" for path in product_modules() for offence in offences(parsed(path)))


def test_every_model_saves_only_what_changed():
    report(f"{model.__name__} saves all its columns" for model in all_models() if not model._meta.only_save_dirty)


@pytest.mark.parametrize(("code", "fine"), [
    ("order.note = 'x'\norder.save()", True),
    ("class Order(Model):\n    state = CharField()", True),
    ("state = 'placed'", True),
    ("class Shelf:\n    def __init__(self, held):\n        self.held = held", True),
    ("class Shelf:\n    def __init__(self, lot):\n        lot.held = 0", False),
    ("class Order(Model):\n    def accept(self):\n        self.state = 'accepted'", False),
    ("Order.update(state='ready').where(Order.state == 'cooking')", True),
    ("order.state = 'ready'\norder.save()", False),
    ("order.state: str = 'ready'", False),
    ("lot.on_hand -= 1", False),
    ("a, order.state = 1, 2", False),
    ("setattr(order, 'state', 'ready')", False),
    ("order.save(only=[Order.state])", False),
    ("Order(id=7, state='ready').save()", False),
])
def test_this_guard_sees(code, fine):
    assert (not list(offences(ast.parse(code)))) == fine


def offences(tree):
    own = {id(node) for builder in ast.walk(tree) if _builds(builder) for node in ast.walk(builder) if _of_self(node)}
    for node in ast.walk(tree):
        if _stored(node) and node.attr in MOVED_BY_UPDATE and id(node) not in own:
            yield f"{node.lineno} assigns .{node.attr}: move it with a conditional UPDATE"
        elif isinstance(node, ast.Call) and _moves(node):
            yield f"{node.lineno} {ast.unparse(node)[:80]}: move it with a conditional UPDATE"


def _builds(node):
    """The making of something that is no row: rows are not made by an __init__ of ours."""
    return isinstance(node, ast.FunctionDef) and node.name == "__init__"


def _stored(node):
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)


def _of_self(node):
    return _stored(node) and isinstance(node.value, ast.Name) and node.value.id == "self"


def _moves(call):
    if isinstance(call.func, ast.Name) and call.func.id == "setattr":
        return any(isinstance(value, ast.Constant) and value.value in MOVED_BY_UPDATE for value in call.args)
    elif isinstance(call.func, ast.Attribute) and call.func.attr == "save":
        names = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
        given = {word.arg for node in ast.walk(call) if isinstance(node, ast.Call) for word in node.keywords}
        return not MOVED_BY_UPDATE.isdisjoint(names | given)
    else:
        return False
