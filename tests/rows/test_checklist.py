"""All sixty rows have a test, and the page that lists them is true."""

import pytest

from tests.rows.page import PAGE, named_tests, page, rows


def test_there_are_sixty_rows():
    assert list(rows()) == list(range(1, 61))


@pytest.mark.parametrize("number", range(1, 61))
def test_a_row_has_a_test(number):
    assert named_tests().get(number), f"no test is named test_row_{number:02}_…"


def test_the_page_says_what_the_tests_are():
    assert PAGE.read_text() == page(), "write it anew: python -m tests.rows.page"
