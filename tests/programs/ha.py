"""The pieces of docs/home-assistant.md, and as much of Home Assistant's templates as they use, over plain Jinja.

Source: home-assistant.io, "Templating": as_datetime, as_local, now, to_json, states and is_state as written there.
"""

import datetime as dt
import json
import re
from zoneinfo import ZoneInfo

import jinja2
import yaml

from tests.house.tree import ROOT

PAGE = ROOT / "docs/home-assistant.md"
HOUSE = "http://familychef.local:8000"


class Loader(yaml.SafeLoader):
    """YAML with `!secret`."""


Loader.add_constructor("!secret", lambda loader, node: f"the secret {node.value}")


def pieces():
    """{file: [what the YAML blocks of the page for it hold]}, the file named in each block's first line."""
    found = {}
    for text in re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL):
        name = text.partition("\n")[0].removeprefix("# ")
        found.setdefault(name, []).append(yaml.load(text, Loader))
    return found


def house():
    """Everything for configuration.yaml."""
    return {key: value for piece in pieces()["configuration.yaml"] for key, value in piece.items()}


def automations():
    return {each["id"]: each for piece in pieces()["automations.yaml"] for each in piece}


def rendered(template, zone="Europe/Rome", states=(), **values):
    """What Home Assistant would show, spaces around it taken away."""
    there, sensors = ZoneInfo(zone), dict(states)
    language = jinja2.Environment(undefined=jinja2.StrictUndefined)
    language.filters["to_json"] = json.dumps
    language.globals.update(
        as_datetime=dt.datetime.fromisoformat,
        as_local=lambda moment: moment.astimezone(there),
        now=lambda: dt.datetime.now(there),
        states=lambda name: sensors.get(name, "unknown"),
        is_state=lambda name, state: sensors.get(name) == state,
    )
    return language.from_string(template).render(**values).strip()
