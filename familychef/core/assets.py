"""Style sheets, script, icons, fonts and pictures: joined at start, kept in memory, served under their own hash."""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import dataclass

from flask import Blueprint, abort, make_response, request
from markupsafe import Markup

from familychef.core import bundles
from familychef.core.access import ANYONE, allow

YEAR = "public, max-age=31536000, immutable"
ICON = Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>')
SCRIPT = Markup('<script type="later" src="{}" integrity="{}"></script>')
URL = re.compile(r'url\("([^":]+)"\)')
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
}
SHELL = {"app.css", "first.js", "app.js", "icons.svg", "faces.svg", "icon.svg"}
SCRIPTS = {"first.js": bundles.first, "app.js": bundles.pages, "wall.js": bundles.wall}
SQUEEZED = {".css", ".js", ".svg"}


@dataclass(frozen=True)
class Asset:
    """One file as it goes over the wire: `kept` is its gzip form where `squeezed`, else the file itself."""

    kept: bytes
    squeezed: bool
    type: str
    integrity: str

    @classmethod
    def of(cls, body, ending):
        """One file with this content; KeyError for an ending we don't serve."""
        squeezed = ending in SQUEEZED
        integrity = "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode()
        return cls(gzip.compress(body, 9, mtime=0) if squeezed else body, squeezed, TYPES[ending], integrity)

    @property
    def body(self):
        """The content itself, for who takes no gzip."""
        return gzip.decompress(self.kept) if self.squeezed else self.kept


class Assets:
    """All static files of one release. `build` changes when any of them does."""

    def __init__(self, static_dir):
        self._urls, self._served, self._drawn = {}, {}, {}
        self.icons = bundles.icons(static_dir)
        self._add("icons.svg", bundles.sprite(self.icons))
        self.faces = bundles.icons(static_dir, "faces")
        self._add("faces.svg", bundles.sprite(self.faces))
        for path in bundles.loose_files(static_dir):
            self._add(path.name, path.read_bytes())
        for name, text in bundles.sheets(static_dir).items():
            self._add(name, URL.sub(lambda found: f'url("{self.url(found[1])}")', text))
        for name, joined in SCRIPTS.items():
            self._add(name, joined(static_dir))
        for name, text in bundles.apart(static_dir).items():
            self._add(name, text)
        worker = bundles.worker(static_dir)
        self.build = _digest("".join([*sorted(self._served), worker]).encode())
        self._add("sw.js", self._told() + worker)

    def url(self, name):
        """The address of `app.css`, `icons.svg`, a font or a picture; KeyError for a file we don't have."""
        return self._urls[name]

    def integrity(self, name):
        """What a script tag says about the file's content, so that a browser runs nothing else."""
        return self._named(name).integrity

    def script(self, name):
        """A script of a page; `first.js` adds it, in the page's order, once the sheet is there."""
        return SCRIPT.format(self.url(name), self.integrity(name))

    def size(self, name):
        """Bytes over the wire for one file, as a browser that takes gzip gets it."""
        return len(self._named(name).kept)

    def icon(self, name):
        """One drawing from the sprite, silent for screen readers; the word stands beside it."""
        if name not in self._drawn:
            self._drawn[name] = self._draw(name)
        return self._drawn[name]

    def picture(self, name):
        """The drawing somebody chose as a face, from a sprite of its own."""
        return ICON.format(self.url("faces.svg"), name)

    def register(self, app):
        """Serve the files and give templates `asset()`, `integrity()`, `script()`, `icon()`, `picture()`, `build`."""
        blueprint = Blueprint("assets", __name__)
        blueprint.add_url_rule("/static/<name>", "file", allow(ANYONE)(self._file))
        blueprint.add_url_rule("/sw.js", "worker", allow(ANYONE)(self._worker))
        app.register_blueprint(blueprint)
        app.jinja_env.globals.update(
            asset=self.url, integrity=self.integrity, script=self.script, icon=self.icon, picture=self.picture,
            build=self.build,
        )

    def _draw(self, name):
        if name not in self.icons:
            raise LookupError(f"no icon {name!r} in static/vendor/lucide")
        return ICON.format(self.url("icons.svg"), name)

    def _told(self):
        """What the service worker knows of this release: its name, and the files every page needs."""
        needed = [url for name, url in self._urls.items() if name in SHELL or name.endswith(".woff2")]
        return f"const BUILD = {json.dumps(self.build)}, FILES = {json.dumps(needed)};\n"

    def _add(self, name, content):
        body = content.encode() if isinstance(content, str) else content
        stem, dot, ending = name.rpartition(".")
        hashed = f"{stem}.{_digest(body)}.{ending}"
        self._served[hashed] = Asset.of(body, dot + ending)
        self._urls[name] = f"/static/{hashed}"

    def _named(self, name):
        return self._served[self._urls[name].rpartition("/")[2]]

    def _file(self, name):
        asset = self._served.get(name) or abort(404)
        squeezed = asset.squeezed and "gzip" in request.accept_encodings
        headers = {"Content-Type": asset.type, "Cache-Control": YEAR, "X-Content-Type-Options": "nosniff"}
        if asset.squeezed:
            headers["Vary"] = "Accept-Encoding"
        if squeezed:
            headers["Content-Encoding"] = "gzip"
        return (asset.kept if squeezed else asset.body), 200, headers

    def _worker(self):
        """The service worker, under an address that never changes: what it may see lies below it."""
        answer = make_response(self._named("sw.js").body, {"Content-Type": TYPES[".js"], "Cache-Control": "no-cache"})
        answer.set_etag(self.build)
        return answer.make_conditional(request)


def _digest(body):
    return hashlib.sha256(body).hexdigest()[:12]
