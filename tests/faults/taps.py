"""A phone that is tapped without a network, dies, and comes back; and the taps: what a person does on each page."""

import contextlib
import re

from tests.browser.phones import Pocket, settled, until

KEPT = "() => fc.kept.all()"
WAITS = "() => fc.queue.waiting().length + fc.queue.all().filter((op) => op.answer).length"
CLOSE = "() => Promise.all(fc.queue.all().map((op) => fc.queue.forget(op)))"
OPEN = "() => { const last = fc.queue.waiting().at(-1); return last?.kind === 'cart'; }"


class Phone(Pocket):
    """`begin(who)`: who holds it now, with the menu and the worker at work."""

    def begin(self, who, ahead=0):
        self.close()
        self.page = self.open(who, "/menu", ahead)
        settled(self.page, "/menu")

    def kept(self, many=0):
        """What waits on it, as the browser has it; once it is so many, or after a while."""
        with contextlib.suppress(AssertionError):
            until(self.page, lambda: many <= len(self.page.evaluate(KEPT)), seconds=5)
        return self.page.evaluate(KEPT)

    def drained(self):
        """Everything was sent or refused; the keys of what was refused, each of which the page says."""
        until(self.page, lambda: not self.page.evaluate(WAITS), seconds=90)
        refused = [op for op in self.kept() if op.get("refused")]
        if refused:
            self.page.locator("#unsent .notice[data-kind=error]").nth(len(refused) - 1).wait_for()
        return {op["key"] for op in refused}

    def forget(self):
        self.page.evaluate(CLOSE)

    def die(self, dice):
        """The tab alone, or the whole browser with no warning."""
        if dice.random() < 0.5:
            self.kill()
        else:
            self.page.close()


def tap(page, dice):
    """One thing a person does, whatever it is."""
    dice.choice((add, add, order, tick, tick, wish, wish, stock))(page, dice)


def add(page, dice):
    at(page, "/menu")
    dishes = page.locator("[id^=add-]")
    dishes.nth(dice.randrange(dishes.count())).click()


def order(page, dice):
    if not page.evaluate(OPEN):
        return add(page, dice)
    at(page, "/cart")
    page.get_by_role("button", name="Send to the kitchen").click()
    page.get_by_role("dialog").get_by_role("button", name="Send it later").click()
    page.wait_for_url(re.compile("/orders$"))


def tick(page, dice):
    at(page, "/shopping")
    one_of(page.locator("section [data-tick]"), dice) or wish(page, dice)


def wish(page, dice):
    at(page, "/shopping")
    page.locator("#field-text").fill("thing " + "".join(dice.choices("bcdfghkmnp", k=9)))
    page.locator("#field-text").press("Enter")


def stock(page, dice):
    at(page, "/pantry")
    one_of(page.locator("[id^=less-]:not([aria-disabled]), [id^=more-]"), dice) or add(page, dice)


def one_of(taps, dice):
    """Click one of them; False where there is none."""
    count = taps.count()
    if count:
        taps.nth(dice.randrange(count)).click()
    return count > 0


def at(page, path):
    """The page as it was kept; what was tapped before is safe."""
    kept = "() => !fc.queue.waiting().some((op) => !op.order)"
    page.wait_for_function(kept)
    if not page.url.endswith(path):
        page.goto(path)
