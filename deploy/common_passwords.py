"""Writes the list of common passwords anew: `python -m deploy.common_passwords UNSORTED BEST_FIRST…` (SOURCES.md).

Each file has a password a line. Of the first, which says nothing of how common each is, those are taken that a guesser
comes to first; of the others all that are long enough to be chosen here.
"""

import sys
from collections import Counter
from heapq import nsmallest
from math import log

from familychef.families.common import FILE, WIDTH, mark
from familychef.families.passwords import SHORTEST

MOST_BYTES = 2_000_000
BEFORE = 3


def main(unsorted, *best_first):
    marks = {mark(line) for path in best_first for line in lines(path)}
    room = MOST_BYTES // WIDTH - len(marks)
    marks |= {mark(line) for line in likeliest(lines(unsorted), room)}
    FILE.write_bytes(b"".join(sorted(marks)))
    print(len(marks), "passwords")


def lines(path):
    """The passwords of a file in small letters, each once, that are long enough to be chosen."""
    with open(path, errors="replace") as file:
        folded = (line.rstrip("\r\n").casefold() for line in file)
        return list(dict.fromkeys(line for line in folded if len(line) >= SHORTEST))


def likeliest(words, count):
    """So many of these words whose every letter is the least surprise after the three before it."""
    seen, before = Counter(step for word in words for step in steps(word)), Counter()
    for step, times in seen.items():
        before[step[:BEFORE]] += times
    surprise = {step: log(before[step[:BEFORE]] / times) for step, times in seen.items()}
    return nsmallest(count, words, key=lambda word: sum(surprise[step] for step in steps(word)))


def steps(word):
    text = "\2" * BEFORE + word + "\3"
    return [text[place : place + BEFORE + 1] for place in range(len(word) + 1)]


if __name__ == "__main__":
    main(*sys.argv[1:])
