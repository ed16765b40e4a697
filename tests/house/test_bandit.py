"""What bandit finds in the sources, apart from what pyproject.toml explains: nothing."""

import subprocess
import sys

from tests.house.tree import ROOT


def test_row_47_bandit_finds_nothing():
    command = [sys.executable, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r", "familychef", "app.py", "tasks.py"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-3000:]


def test_bandit_sees(tmp_path):
    (tmp_path / "odd.py").write_text("import subprocess\nsubprocess.call('ls', shell=True)\n")
    run = subprocess.run([sys.executable, "-m", "bandit", "-q", "-r", str(tmp_path)], capture_output=True, text=True)
    assert run.returncode == 1
