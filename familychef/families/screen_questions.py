"""What a room asks when one of its screens is paired; this room hands on the answers and keeps what follows."""

from typing import NamedTuple

_asked = {}


class Question(NamedTuple):
    """`name`: of its field, unlike those of every other kind; `options`: [(value, words)]; `usual`: a value."""

    name: str
    label: str
    options: list
    usual: str


def ask_screens(kind, questions, settle):
    """For this kind of screen: questions(family) -> [Question], settle(family, {name: answer}) -> settings."""
    _asked[kind] = questions, settle


def questions(family):
    """{kind: [Question]}"""
    return {kind: asked(family) for kind, (asked, _settle) in _asked.items()}


def parted(family, typed):
    """(what is left, {name: answer}) of a form."""
    names = {question.name for asked in questions(family).values() for question in asked}
    return {name: typed[name] for name in typed if name not in names}, {name: typed[name] for name in names & {*typed}}


def settings_of(kind, family, answers):
    """The settings of such a screen that follow from the answers."""
    return _asked[kind][1](family, answers) if kind in _asked else {}
