"""Runs axe-core on a page, past its content security policy."""

from functools import cache
from pathlib import Path

AXE = next((Path(__file__).parent / "vendor").glob("axe-*.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"

STILL = """() => Promise.allSettled(document.getAnimations()
  .filter(each => each.playState === 'running' && each.timeline === document.timeline)
  .filter(each => each.effect.getComputedTiming().endTime !== Infinity)
  .map(each => each.finished))"""


def violations(page):
    """What axe finds wrong once whatever moves has come to rest, one readable line for each element."""
    page.evaluate(_source())
    page.evaluate(STILL)
    found = page.evaluate(RUN, RULES)["violations"]
    return [f"{rule['id']}: {node['html'][:160]} ({rule['help']})" for rule in found for node in rule["nodes"]]


@cache
def _source():
    return AXE.read_text() + ";undefined"
