"""The image: two stages, nobody special, nothing writable but the data folder, and only what the wheel needs."""

import re
import tomllib

import pytest

from tests.house.deploying import health_command, instructions, stages, text
from tests.house.tree import ROOT

KNOWN = {
    "FROM", "RUN", "COPY", "WORKDIR", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT",
    "CMD",
}
PINNED = re.compile(r":\d[\w.-]*(?:@sha256:[0-9a-f]{64})?(?: AS \w+)?$")
BUILD_TOOLS = re.compile(r"\b(?:gcc|g\+\+|build-essential|cargo|python3?-dev|git|curl|wget)\b")
UID = "10001:10001"


def offences(dockerfile):
    """What our rules say against a Dockerfile, each a sentence."""
    rules = {**of_all(dockerfile), **of_the_last(dict(stages(dockerfile)[-1])), **of_what_runs(dockerfile)}
    return [sentence for sentence, broken in rules.items() if broken]


def of_all(dockerfile):
    told = instructions(dockerfile)
    return {
        "a word is no instruction": {word for word, _rest in told} - KNOWN,
        "a base is not pinned by version": not all(PINNED.search(rest) for word, rest in told if word == "FROM"),
        "a secret stands in it": re.search(r"(?:SECRET|PASSWORD|TOKEN)\w*=", dockerfile),
        "packages come without their hashes": "--require-hashes" not in dockerfile,
        "it downloads what is in no lock": re.search(r"pip install (?!--require-hashes|--no-index)", dockerfile),
    }


def of_the_last(said):
    return {
        "it runs as somebody special": said.get("USER") != UID,
        "TERM ends it": said.get("STOPSIGNAL") != "SIGINT",
        "nobody asks whether it is well": "HEALTHCHECK" not in said,
        "a shell stands between it and its signals": not said["ENTRYPOINT"].startswith("["),
    }


def of_what_runs(dockerfile):
    runs = " ".join(rest for word, rest in stages(dockerfile)[-1] if word == "RUN")
    return {
        "the last stage has build tools": BUILD_TOOLS.search(runs),
        "the last stage installs from an index": "pip" in runs,
        "lists of packages are kept": "apt-get update" in runs and "rm -rf /var/lib/apt/lists" not in runs,
        "apt brings what nobody asked for": "apt-get install" in runs and "--no-install-recommends" not in runs,
    }


def test_the_dockerfile_keeps_our_rules():
    assert not offences(text("Dockerfile"))


@pytest.mark.parametrize(("before", "after"), [
    ("python:3.13-slim-trixie\n", "python\n"), ("python:3.13-slim-trixie\n", "python:latest\n"),
    (f"USER {UID}", "USER root"), ("STOPSIGNAL SIGINT", "STOPSIGNAL SIGTERM"), ("HEALTHCHECK", "LABEL"),
    ("postgresql-client-17", "postgresql-client-17 gcc"), ("rm -rf /var/lib/apt/lists/*", "true"),
    (" --no-install-recommends", ""), ('ENTRYPOINT ["python"]', "ENTRYPOINT python"),
    ("PORT=8000", "FAMILYCHEF_SECRET=x"),
    ("install --require-hashes --no-deps", "install"), ("WORKDIR /app", "RUN pip list"),
])
def test_this_guard_sees_what_is_wrong(before, after):
    assert before in text("Dockerfile")
    assert offences(text("Dockerfile").replace(before, after))


def test_what_it_copies_is_there_and_let_in():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[0] == "*"
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    for word, rest in instructions():
        if word == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert source in let_in or "deploy/*.lock" in let_in and source.endswith(".lock"), source


def test_the_wheel_finds_all_it_needs_in_the_first_stage():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"], "pyproject.toml"}
    needed |= {project["project"]["readme"], *project["project"]["license-files"]}
    copied = {source for word, rest in stages()[0] if word == "COPY" for source in rest.split()[:-1]}
    assert needed <= copied


def test_it_is_asked_whether_it_can_serve():
    assert health_command()[0] == "python" and "/health/ready" in health_command()[-1]


def test_pg_dump_is_as_new_as_the_server():
    client = re.search(r"postgresql-client-(\d+)", text("Dockerfile"))[1]
    assert f"image: postgres:{client}-" in text("compose.large.yml")


def test_the_image_is_called_after_the_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] in re.findall(r"image: familychef:(\S+)", text("compose.yml"))
    assert set(re.findall(r"image: familychef:(\S+)", text("compose.large.yml"))) == {project["version"]}
