"""Joining the front end's source files: sheets, script and sprite, each one file for the browser."""

import re

DARK = ':root[data-theme="dark"]'
DARK_BY_SYSTEM = ':root:not([data-theme="light"])'
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
WITHIN = re.compile(r"""url\((?:"data:(?:[^"\\]|\\.)*"|data:[^)"]*)\)""")
BETWEEN_TAGS = re.compile(r">\s+<")
OF_THE_WALL = ("6", "7")


def sheets(static_dir):
    """{"app.css": text, "kds.css": text}: the kitchen display's sheet stands alone, for old tablets."""
    paths = sorted((static_dir / "css").glob("*.css"))
    kitchen = [path for path in paths if path.stem.startswith("kds")]
    fonts = [path for path in paths if path.stem == "00-fonts"]
    family = [path for path in paths if path not in kitchen]
    ours = {"app.css": _join_sheets(family), "kds.css": _join_sheets(fonts + kitchen)}
    return ours | {"reader.css": _reader(static_dir)}


def first(static_dir):
    """What brings all other scripts of a page."""
    return _join_scripts(map(_scoped, sorted((static_dir / "js" / "first").glob("*.js"))))


def pages(static_dir):
    """Everything the pages of people run, in one file: the ground, and what keeps and sends what they tap."""
    own = sorted((static_dir / "js" / "queue").glob("*.js"))
    return _join_scripts([_ground(static_dir), *map(_scoped, _of_both(static_dir) + own)])


def wall(static_dir):
    """Everything a kitchen display runs: the ground and the modules numbered 60 to 79; it sends in a simpler way."""
    own = [path for path in _scripts(static_dir) if path.name[0] in OF_THE_WALL]
    alone = [path for path in _of_both(static_dir) if path.name == "05-alone.js"]
    return _join_scripts([_ground(static_dir), *map(_scoped, alone + own)])


def _ground(static_dir):
    """htmx and its stream extension in one file (two deferred files race), then our modules, each in its own scope."""
    vendor = static_dir / "vendor"
    parts = [SOURCE_MAP.sub("", _read(_newest(vendor, pattern))) for pattern in ("htmx-*.min.js", "hx-sse-*.min.js")]
    return _join_scripts(parts + [_scoped(path) for path in _scripts(static_dir) if path.name[0] not in OF_THE_WALL])


def apart(static_dir):
    """{"passkeys.js": text}: scripts that few pages want, each on its own; the reader's is large and stays bytes."""
    own = {path.name: _scoped(path) for path in sorted((static_dir / "js" / "apart").glob("*.js"))}
    return own | {"swagger-ui.js": _newest(static_dir / "vendor", "swagger-ui-bundle-*.js").read_bytes()}


def worker(static_dir):
    """The service worker: its modules share one scope, below what it is told about this release.

    What pages and worker both do stands before them.
    """
    own = "".join(_bare(_read(path)) for path in sorted((static_dir / "js" / "worker").glob("*.js")))
    return _join_scripts([_scoped(path) for path in _of_both(static_dir)]) + own


def icons(static_dir, folder="lucide"):
    """{name: path} of every drawing in a sprite: `lucide` for the pages, `faces` for who wants to be one."""
    return {path.stem: path for path in sorted((static_dir / "vendor" / folder).glob("*.svg"))}


def sprite(drawings):
    """One SVG with a symbol per drawing."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{_strokes(path)}</symbol>' for name, path in drawings.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


def loose_files(static_dir):
    """Fonts and pictures, served as they are."""
    return sorted((static_dir / "vendor").glob("*.woff2")) + sorted(
        path for path in (static_dir / "img").glob("*.*") if path.suffix in {".svg", ".png", ".webp", ".ico"}
    )


def _reader(static_dir):
    """The sheet of the API's reader without its pictures, which our policy refuses, and what it says otherwise here."""
    theirs = _read(_newest(static_dir / "vendor", "swagger-ui-*.css"))
    return WITHIN.sub("none", theirs) + _join_sheets(sorted((static_dir / "css" / "apart").glob("*.css")))


def _join_sheets(paths):
    return "\n".join(_squeeze(_both_darks(_read(path))) for path in paths)


def _scripts(static_dir):
    return sorted((static_dir / "js").glob("*.js"))


def _of_both(static_dir):
    return sorted((static_dir / "js" / "both").glob("*.js"))


def _join_scripts(parts):
    return ";\n".join(parts) + "\n"


def _scoped(path):
    return "(() => {\n" + _bare(_read(path)) + "})();"


def _bare(script):
    """Without the lines that only explain, and without margins."""
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _both_darks(sheet):
    """The dark palette is written once: for who chose it, and again for who's system prefers it."""
    if DARK not in sheet:
        return sheet
    return sheet + "@media (prefers-color-scheme: dark) {\n" + sheet.replace(DARK, DARK_BY_SYSTEM) + "}\n"


def _squeeze(sheet):
    return "\n".join(line.strip() for line in COMMENT.sub("", sheet).splitlines() if line.strip())


def _strokes(path):
    return BETWEEN_TAGS.sub("><", DRAWING.search(_read(path))[1].strip()).replace(" />", "/>")


def _newest(folder, pattern):
    return sorted(folder.glob(pattern))[-1]


def _read(path):
    return path.read_text("utf-8")
