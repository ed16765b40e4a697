"""The tests' own eyes: what they must notice on a page, they notice."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from tests.browser.axe import violations
from tests.browser.looks import cut_off, picture, scrolls_sideways, small_targets

HEAD = (
    '<!doctype html><html lang="en"><title>t</title><meta name="viewport" content="width=device-width">'
    '<link rel="icon" href="data:,"><main><h1>Page</h1>'
)
PAGES = {
    "/fine": HEAD + '<p>Nothing wrong</p><button class="large">Press</button>',
    "/uncaught": HEAD + '<script src="/broken.js"></script>',
    "/inline": HEAD + "<script>document.title = 'x'</script>",
    "/foreign": HEAD + '<img alt="" src="http://elsewhere.example/x.png">',
    "/missing": HEAD + '<script src="/nowhere.js"></script>',
    "/unreadable": HEAD + '<img src="data:,"><button></button>',
    "/cut": HEAD + '<div class="card"><p class="wide">A very long sentence indeed</p></div>',
    "/small": HEAD + '<button class="tiny">x</button><a href="/fine">inline</a>',
    "/broken.js": "throw new Error('fell over')",
    "/style.css": ".large {min-width: 90px; min-height: 90px} .card {width: 80px}"
    ".wide {white-space: nowrap; width: 900px} .tiny {width: 20px; height: 20px; padding: 0}",
}
KINDS = {"css": "text/css", "js": "text/javascript"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src * data:"


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGES.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", KINDS.get(self.path.rpartition(".")[2], "text/html"))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        style = '<link rel="stylesheet" href="/style.css">' if body and body.startswith("<!doctype") else ""
        self.wfile.write(((body or "") + style).encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def pages():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


@pytest.mark.parametrize(("path", "complaint"), [
    ("/uncaught", "fell over"), ("/inline", "CSP script-src-elem"), ("/foreign", "foreign request"),
    ("/missing", "status of 404"),
])
def test_a_page_that_complains_is_heard(people, pages, path, complaint):
    people.visitor(pages).goto(path, wait_until="networkidle")
    assert any(complaint in heard for heard in people.complaints())
    people.allow(".")


def test_a_quiet_page_passes_every_look(people, pages):
    page = people.visitor(pages)
    page.goto("/fine")
    assert not people.complaints() and not violations(page) and not cut_off(page) and not small_targets(page)
    assert not scrolls_sideways(page) and picture(page, "ground").stat().st_size > 100


def test_an_allowed_complaint_passes_and_no_other(people, pages):
    people.allow("status of 404")
    page = people.visitor(pages)
    page.goto("/missing", wait_until="networkidle")
    assert not people.complaints()
    page.goto("/uncaught", wait_until="networkidle")
    assert people.complaints()
    people.allow("fell over")


def test_what_a_person_would_miss_is_seen(people, pages):
    page = people.visitor(pages)
    page.goto("/unreadable")
    assert {line.partition(":")[0] for line in violations(page)} >= {"image-alt", "button-name"}
    page.goto("/cut")
    assert cut_off(page) and scrolls_sideways(page)
    page.goto("/small")
    assert len(small_targets(page)) == 1
