"""Walks through the house: every address a family has, opened in every way a browser or a stranger would."""

import itertools
import random

from tests.client import WHOLE_PAGE
from tests.permissions import matrix

QUERIES = (
    "",
    "q=nightjar",
    "q=a",
    "show=all",
    "show=soon",
    "show=archived",
    "for=1",
    "for=2",
    "since=0",
    "line=1+kg+nightjar",
    "portions=3",
    "lang=de",
    "kind=orders",
    "after=1",
    "code=BCDFGHJK",
)
ENDLESS = {"live.stream", "assets.file"}
PARTINGS = {"families.sign_out", "families.be_erased", "families.leave", "families.remove", "families.end_session"}
PARTINGS |= {"families.end_session_of_member", "families.erase_profile"}


def lines():
    return [line for line in matrix.rows() if line.endpoint not in ENDLESS]


def every_answer(scene, who):
    """Every line of the table once as page and once as piece, for one person; reads first, then changes."""
    for line in sorted(lines(), key=lambda line: line.changes):
        for partial in (False, True):
            yield line, answered(scene, scene.world.client(who), line, partial=partial)


def stroll(scene, people, seed):
    """Answers without end to random questions of these people, most of them reads; who is signed out comes again."""
    dice = random.Random(seed)
    clients = [scene.world.client(who) for who in people]
    questions = [line for line in lines() if line.endpoint not in PARTINGS]
    reads = [line for line in questions if not line.changes]
    for number in itertools.count():
        place = dice.randrange(len(people))
        line = dice.choice(questions if number % 10 == 0 else reads)
        query, partial, neighbour = dice.choice(QUERIES), dice.random() < 0.5, dice.random() < 0.3
        answer = answered(scene, clients[place], line, query=query, partial=partial, neighbour=neighbour)
        if answer.status_code == 401:
            clients[place] = scene.world.client(people[place])
        yield line, answer


def answered(scene, client, line, query="", partial=False, neighbour=False):
    path = scene.address(scene.world.app, line)
    if neighbour:
        path = "/".join(str(int(part) + 1) if part.isdecimal() else part for part in path.split("/"))
    ask = client.htmx if partial else lambda method, path, **more: client.open(path, method=method, **more)
    headers = {} if partial else dict(WHOLE_PAGE) if query else {}
    return ask(line.method, f"{path}?{query}" if query else path, data=scene.body(line), headers=headers)
