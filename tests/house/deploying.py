"""What stands in `deploy/`, read as its readers would: image, compose files, units, names of settings."""

import ast
import json
import re
import shlex

import yaml

from tests.house.tree import ROOT, product_modules

DEPLOY = ROOT / "deploy"
COMPOSE = ("compose.yml", "compose.large.yml")
SETTING = re.compile(r"\b(?:FAMILYCHEF_[A-Z_]+|DATABASE_URL|REDIS_URL|PORT)\b")
OIDC = re.compile(r'^OIDC = \((.*)\)$', re.MULTILINE)


def text(name):
    return (DEPLOY / name).read_text()


def settings_names():
    """Every variable that FamilyChef reads."""
    found = {name for path in product_modules() for name in SETTING.findall(path.read_text())}
    words = ast.literal_eval(f"({OIDC.search((ROOT / 'familychef/providers.py').read_text())[1]})")
    return {name for name in found if not name.endswith("_")} | {f"FAMILYCHEF_OIDC_{word.upper()}" for word in words}


def compose(name):
    """A compose file as a dict, anchors and merges resolved."""
    return yaml.safe_load(text(name))


def services():
    """(file, name, service) of every service of every compose file."""
    return [(file, name, service) for file in COMPOSE for name, service in compose(file)["services"].items()]


def instructions(dockerfile=None):
    """[(word, rest)] of a Dockerfile, lines that go on joined, comments gone."""
    lines = (dockerfile or text("Dockerfile")).splitlines()
    joined = "\n".join(line for line in lines if not line.lstrip().startswith("#")).replace("\\\n", "")
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def stages(dockerfile=None):
    """The instructions of each stage, its FROM first."""
    found = []
    for word, rest in instructions(dockerfile):
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def health_command():
    """The command in HEALTHCHECK, a list of words; the first is `python`."""
    said = next(rest for word, rest in stages()[-1] if word == "HEALTHCHECK")
    return json.loads(said.partition("CMD ")[2])


def units():
    """{name: {section: [(key, value)]}} of the systemd units, in their order."""
    return {path.name: sections(path.read_text()) for path in sorted((DEPLOY / "systemd").glob("*.service"))}


def sections(unit):
    found, current = {}, None
    for line in unit.splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            key, equals, value = line.partition("=")
            if not equals:
                raise ValueError(f"not a setting: {line}")
            current.append((key, value))
    return found


def unit_environment(unit):
    """The names that a unit sets itself."""
    pairs = (pair for key, value in unit["Service"] if key == "Environment" for pair in shlex.split(value))
    return {pair.partition("=")[0] for pair in pairs}
