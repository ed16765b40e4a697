"""Amounts for programs: a decimal and a unit to read, and the integer they are counted in beside them."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

UNITS = {"mass": "g", "volume": "ml", "count": "piece"}


class Quantity(BaseModel):
    """`amount`: decimal, as text; `base`: thousandths of g, ml or piece, as integer."""

    amount: Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
    unit: Literal["g", "ml", "piece"]
    base: int

    @classmethod
    def of(cls, thousandths, base):
        """None stays None: nobody said how much."""
        if thousandths is None:
            return None
        return cls(amount=f"{Decimal(thousandths) / 1000:f}", unit=UNITS[base], base=thousandths)
