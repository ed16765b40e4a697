"""The plan of the house shows the rows as they are, and every room."""

from familychef.rooms import ROOMS
from tests.house import erd


def test_the_rows_are_drawn_as_they_are():
    text = erd.PAGE.read_text()
    assert text == erd.page(text), "python -m tests.house.erd"


def test_a_column_that_is_gone_is_seen():
    text = erd.PAGE.read_text()
    without = text.replace("        int portions\n", "")
    assert erd.page(without) == text != without


def test_every_room_stands_in_the_plan():
    rows = [line for line in erd.PAGE.read_text().splitlines() if line.startswith("| `")]
    assert {"core", *ROOMS} <= {line.split("`")[1] for line in rows}


def test_an_arrow_says_whether_there_may_be_none():
    drawn = erd.drawn()
    assert "    order ||--o{ order_item : order\n" in drawn and "|o--o{" in drawn
