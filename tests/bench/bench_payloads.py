"""Every payload in every text on every page, in Chromium: `python -m tests.bench.bench_payloads [turns]`."""

import os
import sys

import pytest

from tests.isolation.payloads import PAYLOADS

ALL = len(PAYLOADS)


def main(turns=ALL):
    """Runs the browser test with so many turns; each turn gives every text another payload."""
    os.environ["FAMILYCHEF_TEST_TURNS"] = str(turns)
    return pytest.main(["-n0", "-s", "--timeout=7200", "tests/browser/test_payloads.py"])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
