"""A Jinja template as the HTML it roughly becomes, so that the house rules can read it."""

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
COMMENT = re.compile(r"\{#.*?#\}", re.S)
MACRO = re.compile(r"\{%-?\s*macro\b.*?\{%-?\s*endmacro\s*-?%\}", re.S)
TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}", re.S)
RAW = re.compile(r"\{%-?\s*set\s+\w+\s*-?%\}.*?\{%-?\s*endset\s*-?%\}", re.S)
SHOWS = re.compile(r"\{\{.*?\}\}|\{%-?\s*(?:include|call)\b.*?%\}", re.S)
STATEMENT = re.compile(r"\{%.*?%\}", re.S)
SHOWN = "\N{OBJECT REPLACEMENT CHARACTER}"


def without_comments(text):
    return COMMENT.sub("", text)


def as_html(text):
    """The template without comments, macros and statements; what an expression shows becomes one odd character."""
    text = RAW.sub("", MACRO.sub("", without_comments(text)))
    return STATEMENT.sub("", SHOWS.sub(SHOWN, TRANSLATED.sub(SHOWN, text)))


class Reader(HTMLParser):
    """Collects root elements, text outside of any root, and (text, enclosing tag) pairs."""

    def __init__(self, html):
        super().__init__()
        self.roots, self.strays, self.texts, self.elements, self._open = [], [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), self.getpos()[0]))
        if not self._open:
            self.roots.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip():
            self.texts.append((data.strip(), tuple(self._open), self.getpos()[0]))
            if not self._open:
                self.strays.append(data.strip())
