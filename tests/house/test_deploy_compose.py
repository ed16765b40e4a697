"""The compose files: who may write, who is reached, who waits for whom, and that each name is one FamilyChef reads."""

import re

import pytest
import yaml

from familychef import settings
from tests.house.deploying import COMPOSE, SETTING, compose, services, settings_names, text

OURS = [(f"{file}:{name}", service) for file, name, service in services() if "familychef" in service["image"]]
NEEDED = {"DATABASE_URL", "REDIS_URL", "FAMILYCHEF_SECRET", "FAMILYCHEF_URL"}
USED = re.compile(r"(?<!\$)\$\{([A-Z_]+)")


@pytest.mark.parametrize(("name", "service"), OURS)
def test_ours_writes_into_its_data_folder_alone(name, service):
    assert service["read_only"] is True and service["user"] == "10001:10001"
    assert service["cap_drop"] == ["ALL"] and "no-new-privileges:true" in service["security_opt"]
    assert service["volumes"] == ["data:/data"] and service["tmpfs"][0].startswith("/tmp:")


@pytest.mark.parametrize(("name", "service"), OURS)
def test_ours_is_asked_to_end_by_sigint_and_given_time(name, service):
    assert service["stop_signal"] == "SIGINT"
    assert int(service["stop_grace_period"].rstrip("s")) > 25


@pytest.mark.parametrize(("file", "name", "service"), services())
def test_images_are_pinned_by_version(file, name, service):
    assert re.search(r":\d[\w.-]*$", service["image"])


@pytest.mark.parametrize(("file", "name", "service"), services())
def test_only_what_families_meet_is_reached_from_outside(file, name, service):
    assert not service.get("privileged") and "network_mode" not in service
    assert "ports" not in service or name == "caddy" or file == "compose.yml"


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_what_keeps_the_rows_has_no_way_out(name):
    house = compose("compose.large.yml")
    assert house["services"][name]["networks"] == ["inside"]
    assert house["networks"]["inside"] == {"internal": True}
    assert house["services"][name]["healthcheck"]["test"]


def test_what_is_acknowledged_stays_when_power_goes():
    house = compose("compose.large.yml")["services"]
    assert "pgdata:/var/lib/postgresql/data" in house["postgres"]["volumes"]
    command = house["redis"]["command"][-1]
    assert "--appendonly yes" in command and '--requirepass "$$REDISCLI_AUTH"' in command


@pytest.mark.parametrize("file", COMPOSE)
def test_volumes_and_those_waited_for_are_there(file):
    house = compose(file)
    for name, service in house["services"].items():
        named = {volume.partition(":")[0] for volume in service.get("volumes", []) if not volume.startswith(".")}
        assert named <= set(house["volumes"]), name
        assert set(service.get("depends_on", ())) <= set(house["services"]), name


def test_the_schema_is_there_before_anybody_serves():
    house = compose("compose.large.yml")["services"]
    assert house["release"]["command"] == ["app.py", "migrate"]
    for name in ("web", "worker"):
        assert house[name]["depends_on"]["release"] == {"condition": "service_completed_successfully"}
    assert house["web"]["deploy"]["replicas"] >= 2


@pytest.mark.parametrize("file", [*COMPOSE, "home.env.example", "large.env.example", "Dockerfile"])
def test_each_name_of_a_setting_is_one_that_is_read(file):
    assert not set(SETTING.findall(text(file))) - settings_names()


@pytest.mark.parametrize(("file", "example"), [
    ("compose.yml", "home.env.example"), ("compose.large.yml", "large.env.example"),
])
def test_the_example_sets_what_the_file_asks_for(file, example):
    told = set(re.findall(r"^#? ?([A-Z_]+)=", text(example), re.MULTILINE))
    assert told <= set(USED.findall(text(file)))
    asked = set(re.findall(r"(?<!\$)\$\{([A-Z_]+):\?", text(file)))
    assert asked <= told


def test_no_example_has_a_secret():
    lines = text("large.env.example").splitlines()
    assert not [line for line in lines if re.match(r"\w*(?:SECRET|PASSWORD)=.", line)]


def test_the_large_house_starts_with_what_its_file_says(tmp_path):
    """The values in the file, filled in, are settings that FamilyChef takes."""
    told = compose("compose.large.yml")["services"]["web"]["environment"]
    assert NEEDED <= set(told)
    filled = {name: re.sub(r"\$\{SITE[^}]*\}", "food.example.org", str(value)) for name, value in told.items()}
    filled = {name: re.sub(r"\$\{[^}]*:-\}", "", value) for name, value in filled.items()}
    filled = {name: re.sub(r"\$\{[^}]*\}", "0123456789abcdef" * 2, value) for name, value in filled.items()}
    current = settings.read(filled | {"FAMILYCHEF_DATA": str(tmp_path), "FAMILYCHEF_HOST": "0.0.0.0"})
    assert current.https and current.trusted_proxies == 1 and current.redis_url and not current.sqlite


def test_this_guard_sees_a_name_nobody_reads():
    assert set(SETTING.findall("FAMILYCHEF_DATABASE: x")) - settings_names()
    assert {"FAMILYCHEF_OIDC_CLIENT_ID", "PORT", "FAMILYCHEF_DATA"} <= settings_names()


def test_the_workflow_does_what_everybody_can_do_at_home():
    flow = yaml.safe_load(text("../.github/workflows/ci.yml"))
    steps = flow["jobs"]["test"]["steps"]
    assert steps[-1]["run"] == "bash .ci/run"
    assert flow["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.13"]
    assert flow["permissions"] == {"contents": "read"}
    assert "pip-audit" in flow["jobs"]["audit"]["steps"][-1]["run"] and flow[True]["schedule"]
