"""Two of the hundred rounds in the cellar, in the suite."""

from tests.faults.judge import FAULTS
from tests.faults.offline import TAPS, rounds


def test_thirty_taps_outlive_the_browser_and_lost_answers(playwright, tmp_path):
    found = rounds(playwright, tmp_path, 2, seed=5)
    assert found.total() == 2 * TAPS and not any(found[fault] for fault in FAULTS), found
