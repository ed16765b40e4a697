"""The first view of the menu is light: 60 kB in five requests before pictures and font; the next one needs 12 kB."""

BUDGET_BYTES = 60_000
BUDGET_REQUESTS = 5
AGAIN_BYTES = 12_000
LATER = {"Image", "Font", "EventSource", "Manifest"}


def test_the_first_view_of_the_menu_is_light(people, show_house):
    page = people("leo", show_house)
    weighed = weigh(page, "/menu")
    listed = "\n".join(f"{size:>7} {kind} {url}" for url, kind, size in weighed)
    print(listed)
    assert len(weighed) <= BUDGET_REQUESTS, listed
    assert sum(size for _, _, size in weighed) <= BUDGET_BYTES, listed


def test_the_next_view_needs_little(people, show_house):
    page = people("leo", show_house)
    page.goto("/menu")
    weighed = weigh(page, "/menu", fresh=False)
    assert sum(size for _, _, size in weighed) <= AGAIN_BYTES, weighed


def weigh(page, path, fresh=True):
    """(address, kind, bytes on the wire) of what a browser loads for this page; `fresh`: one that has nothing yet."""
    network, asked, sizes = page.context.new_cdp_session(page), {}, {}
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": fresh})
    network.on("Network.requestWillBeSent", lambda it: asked.update({it["requestId"]: _what(it)}))
    network.on("Network.loadingFinished", lambda it: sizes.update({it["requestId"]: int(it["encodedDataLength"])}))
    page.goto(path)
    page.wait_for_load_state("load")
    found = [(*asked[request], size) for request, size in sizes.items() if request in asked]
    return [(url, kind, size) for url, kind, size in found if kind not in LATER and not url.startswith("data:")]


def _what(event):
    return event["request"]["url"], event["type"]
