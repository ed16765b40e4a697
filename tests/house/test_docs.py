"""The README is one screen and its two commands are the ones that work."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

RUN = "pip install uv && uv run app.py --demo"
TEST = "pip install uv && uv run --extra test pytest"
LONGEST = 60
CARD = {
    "app.py", "familychef", "templates", "static", "tasks.py", "migrations", "tests", "Procfile", "pyproject.toml",
    "README.md", "docs", "deploy", "LICENSE", "CHANGELOG.md",
}
LEFT_BY_WORK = {"uv.lock", "data", "build", "dist", "__pycache__"}


def test_the_readme_is_one_screen():
    assert len((ROOT / "README.md").read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("command", [RUN, TEST])
def test_the_readme_has_the_command(command):
    assert command in (ROOT / "README.md").read_text()


def test_continuous_integration_runs_the_readmes_command():
    assert TEST.partition("&& ")[2] in (ROOT / ".ci/run").read_text()


def test_links_in_the_documents_lead_somewhere():
    for document in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text())
        missing = [target for target in targets if not (document.parent / target).exists()]
        assert not missing, f"{document.name} points at {missing}"


def test_the_top_level_is_the_design_card():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - LEFT_BY_WORK
    assert not {name for name in found if not name.endswith(".egg-info")} - CARD


def test_only_published_packages_are_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + sum(project["project"]["optional-dependencies"].values(), [])
    assert not [line for line in wanted if "@" in line or "://" in line]
