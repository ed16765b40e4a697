"""Lists for programs: a page at a time, by a cursor that stays right while rows come and go; or what changed since."""

import datetime as dt
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, Field

from .events import touched_since
from .forms import Dated, Form, wrong
from .i18n import _
from .incoming import LARGEST_ID

MOST, USUAL, MOST_IDS = 200, 50, 5000
Row = TypeVar("Row", bound=BaseModel)


def _utc(at):
    """Without a zone it is UTC."""
    if not 1970 <= at.year < 9000:
        wrong(_("Please type a date like 2026-12-24."))
    return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


class ChangedQuery(Form):
    """`updated_since`: what changed at that time or later, ISO 8601, and maybe more than that."""

    updated_since: Annotated[dt.datetime, Dated, AfterValidator(_utc)] | None = None


class PageQuery(Form):
    """`cursor`: as the page before said in `next`; `limit`: how many rows."""

    cursor: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = USUAL


class ChangedPageQuery(PageQuery, ChangedQuery):
    """A page of what changed since."""


class Page(BaseModel, Generic[Row]):
    """`next`: the cursor of the page after this one; null on the last."""

    items: list[Row]
    next: int | None


def page_of(model, query, asked, read):
    """The newest rows first, from the cursor on; `read(rows)` gives the answers."""
    key = model._meta.primary_key
    below = query.where(key < asked.cursor) if asked.cursor else query
    rows = list(below.order_by(key.desc()).limit(asked.limit + 1))
    kept = rows[: asked.limit]
    return {"items": read(kept), "next": kept[-1].get_id() if len(rows) > len(kept) else None}


def changed(query, model, family, since, *, vague=()):
    """`query`, but only what an event since then was about; all of it where that can't be told.

    `vague`: kinds of events that don't say of which rows they are.
    """
    words = touched_since(family, since) if since else None
    if words is None or not words.isdisjoint(vague):
        return query
    noun = f"{model._meta.table_name}-"
    ids = [int(word.removeprefix(noun)) for word in words if word.startswith(noun)]
    return query.where(model._meta.primary_key.in_(ids)) if len(ids) <= MOST_IDS else query


def later(query, column, since):
    """Of what never changes: what came since then."""
    return query.where(column >= since) if since else query
