"""The first view of the menu is light: 60 kB in five requests before pictures and font."""

BUDGET_BYTES = 60_000
BUDGET_REQUESTS = 5
LATER = {"Image", "Font", "EventSource", "Manifest"}


def test_the_first_view_of_the_menu_is_light(people, show_house):
    page = people("leo", show_house)
    weighed = weigh(page, "/menu")
    listed = "\n".join(f"{size:>7} {kind} {url}" for url, kind, size in weighed)
    print(listed)
    assert len(weighed) <= BUDGET_REQUESTS, listed
    assert sum(size for _, _, size in weighed) <= BUDGET_BYTES, listed


def weigh(page, path):
    """(address, kind, bytes on the wire) of what a fresh browser loads for this page."""
    network, asked, sizes = page.context.new_cdp_session(page), {}, {}
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.on("Network.requestWillBeSent", lambda it: asked.update({it["requestId"]: _what(it)}))
    network.on("Network.loadingFinished", lambda it: sizes.update({it["requestId"]: int(it["encodedDataLength"])}))
    page.goto(path)
    page.wait_for_load_state("load")
    found = [(*asked[request], size) for request, size in sizes.items() if request in asked]
    return [(url, kind, size) for url, kind, size in found if kind not in LATER and not url.startswith("data:")]


def _what(event):
    return event["request"]["url"], event["type"]
