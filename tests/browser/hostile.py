"""Every page of a house whose every text is hostile, looked at in a browser."""

from tests.cast import COOKIE
from tests.isolation.payloads import plant
from tests.people import PHONE
from tests.permissions import matrix

PLAIN = {"assets.file", "live.stream", "health.live", "health.ready", "metrics.read", "menu.file", "menu.art",
         "families.audit_table", "kitchen.calendar"}
GROWN = "document.querySelectorAll('marquee, iframe, object, base, plaintext, xmp, hx-partial').length"
TELL_RUNS = """
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => console.error(`EXECUTED ${name}`);
"""


def pages(scene):
    """{endpoint: path} of every GET address Marta or Leo may open."""
    lines = [line for line in matrix.rows() if not line.changes and line.endpoint not in PLAIN]
    return {line.endpoint: scene.address(scene.world.app, line) for line in lines}


class Visit:
    """Opens all pages as Marta with another payload in every text each turn."""

    def __init__(self, scene, server, people):
        self.scene, self.paths = scene, pages(scene)
        self.page = people.visitor(server, PHONE, reduced_motion="reduce")
        self.page.add_init_script(TELL_RUNS)
        cookie = scene.world.cookies(scene.world.marta)[COOKIE]
        self.page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])

    def turn(self, number):
        """(texts planted, pages that answered with a fault or let a tag through)."""
        texts, faults = plant(self.scene.world.rossi, number), []
        for endpoint, path in self.paths.items():
            answer = self.page.goto(path, wait_until="load")
            if answer and answer.status >= 500:
                faults.append(f"{endpoint} {path} answered {answer.status}")
            if self.page.evaluate(GROWN):
                faults.append(f"{endpoint} {path} grew a tag")
        return texts, faults
