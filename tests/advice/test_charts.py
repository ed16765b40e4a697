"""Charts as geometry: every bar in its place and in proportion, whichever way the reader reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.advice import charts
from familychef.advice.charts import HEAD, WIDE, Bar, Columns, Rows

VALUES = st.lists(st.integers(0, 10**12), max_size=12)


def bars(values):
    return [Bar(f"week {number}", value, str(value)) for number, value in enumerate(values)]


@given(VALUES)
def test_columns_stay_on_the_drawing_and_in_proportion(values):
    chart = Columns("waste", "Waste", bars(values))
    for placed in chart.bars:
        assert 0 <= placed.x <= placed.x + placed.width <= WIDE
        assert HEAD <= placed.y <= placed.y + placed.height <= chart.high
        assert (placed.height > 0) == (placed.bar.value > 0)
        assert placed.height <= max(other.height for other in chart.bars)
    ranked = sorted(chart.bars, key=lambda placed: placed.bar.value)
    assert [placed.height for placed in ranked] == sorted(placed.height for placed in ranked)


@given(VALUES)
def test_rows_stay_on_the_drawing_one_below_the_other(values):
    chart = Rows("cooked", "Cooked", bars(values))
    ends = [placed.y + placed.height for placed in chart.bars]
    assert all(0 <= placed.x + placed.width <= WIDE for placed in chart.bars)
    assert ends == sorted(set(ends)) and all(end <= chart.high for end in ends)


def test_twice_as_much_is_twice_as_long():
    short, long, none = Rows("x", "X", bars([50, 100, 0])).bars
    assert (short.width, long.width, none.width) == (WIDE // 2, WIDE, 0)


@pytest.mark.parametrize("kind", [Columns, Rows])
def test_who_reads_from_the_right_gets_the_drawing_mirrored(kind, monkeypatch):
    usual = kind("x", "X", bars([10, 20, 30])).bars
    monkeypatch.setattr(charts, "direction", lambda: "rtl")
    mirrored = kind("x", "X", bars([10, 20, 30])).bars
    for left, right in zip(usual, mirrored, strict=True):
        assert right.x + right.width == WIDE - left.x
        assert (right.y, right.height) == (left.y, left.height)


def test_a_long_name_is_cut_on_the_drawing_and_whole_in_its_words():
    name = "Grandmother's very slow Sunday lasagne with everything"
    chart = Rows("x", "X", [Bar(name, 3, "3 portions")])
    assert chart.bars[0].label.endswith("…") and len(chart.bars[0].label) <= charts.SHORT
    assert chart.text == f"{name}: 3 portions."


def test_the_words_of_a_chart_say_every_bar():
    assert Columns("x", "X", bars([5, 0])).text == "week 0: 5. week 1: 0."
    assert Columns("x", "X", []).text == "" and Columns("x", "X", []).bars == []
