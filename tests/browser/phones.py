"""Phones whose worker is at work: pages that were fetched ahead, and waiting for what a worker does by itself."""

HAS = """async (path) => {
  const name = (await caches.keys()).find((each) => each.startsWith("data-"));
  return Boolean(name && await (await caches.open(name)).match(path));
}"""


def settled(page, path="/"):
    """The page is open, and what is fetched ahead has been."""
    page.goto(path)
    until(page, lambda: page.evaluate(HAS, "/offline"))


def another_page(page):
    """Of the same browser; the one before is closed, so that it goes nowhere by itself."""
    other = page.context.new_page()
    page.close()
    return other


def until(page, true, seconds=20):
    """Ask until it is so: a worker goes on by itself, and no page is told."""
    for _ in range(seconds * 20):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came true")
