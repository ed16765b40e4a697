"""Lists for programs: a page at a time, with a cursor that stays right while rows come and go."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field

from .forms import Form
from .incoming import LARGEST_ID

MOST, USUAL = 200, 50
Row = TypeVar("Row", bound=BaseModel)


class PageQuery(Form):
    """`cursor`: as the page before said in `next`; `limit`: how many rows."""

    cursor: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = USUAL


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
