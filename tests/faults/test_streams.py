"""A stream over a line that is cut: what happened meanwhile is told, each once its place."""

import pytest

from tests.faults.streams import Trial


@pytest.mark.one_database
def test_a_stream_that_is_cut_and_a_server_that_dies_miss_nothing(database_url, tmp_path):
    trial = Trial(tmp_path, database_url)
    assert trial.run(changes=30, cuts=6, restarts=1, seed=812) == []
    assert trial.program.connected > 3 and trial.page.connected > 3
