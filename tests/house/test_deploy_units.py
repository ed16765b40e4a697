"""Units, proxies and logrotate: asked of the programs themselves where they are here, and read by us in any case."""

import re
import shutil
import subprocess
import sys

import pytest

from familychef import settings
from familychef.core import api_events, live, security_log
from tests.house.deploying import DEPLOY, SETTING, settings_names, text, unit_environment, units
from tests.processes import free_port

HARDENING = {
    ("KillSignal", "SIGINT"), ("ProtectSystem", "strict"), ("NoNewPrivileges", "yes"), ("StateDirectory", "familychef"),
    ("StateDirectoryMode", "0700"), ("User", "familychef"), ("PrivateTmp", "yes"), ("ProtectHome", "yes"),
    ("CapabilityBoundingSet", ""), ("UMask", "0077"),
}
STREAMS = ("/live", "/api/v1/events/stream")
CADDYFILES = sorted(path.name for path in (DEPLOY / "caddy").iterdir())
PYTHON = "/opt/familychef/venv/bin/python"


@pytest.mark.parametrize("name", units())
def test_a_unit_is_closed_and_ends_by_sigint(name):
    service = units()[name]["Service"]
    assert set(service) >= HARDENING
    assert int(dict(service)["TimeoutStopSec"]) > 25
    assert dict(service)["ExecStart"].startswith(f"{PYTHON} ")


@pytest.mark.parametrize("name", units())
def test_a_unit_sets_names_that_are_read(name):
    ours = {variable for variable in unit_environment(units()[name]) if not variable.startswith("PYTHON")}
    assert "FAMILYCHEF_DATA" in ours and ours <= settings_names()


@pytest.mark.parametrize("name", units())
def test_systemd_finds_nothing_wrong_with_a_unit(name, tmp_path):
    if not shutil.which("systemd-analyze"):
        return
    copy = tmp_path / name
    copy.write_text(text(f"systemd/{name}").replace(PYTHON, sys.executable))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True)
    assert done.returncode == 0 and name not in done.stderr, done.stderr


@pytest.mark.parametrize("name", [*CADDYFILES, "familychef.conf"])
def test_a_proxy_file_is_balanced_and_names_no_stranger(name):
    told = text(f"nginx/{name}") if name.endswith(".conf") else text(f"caddy/{name}")
    bare = re.sub(r"^\s*#.*$", "", told, flags=re.MULTILINE)
    assert bare.count("{") == bare.count("}") > 2
    assert not set(SETTING.findall(told)) - settings_names()
    assert all(stream in bare for stream in STREAMS)


@pytest.mark.parametrize("name", CADDYFILES)
def test_caddy_hands_streams_on_at_once(name):
    streams = text(f"caddy/{name}").partition("reverse_proxy @streams")[2].partition("\treverse_proxy ")[0]
    assert "flush_interval -1" in streams
    assert f"@streams path {' '.join(STREAMS)}" in text(f"caddy/{name}")


@pytest.mark.parametrize("name", CADDYFILES)
def test_caddy_takes_its_files(name):
    if not shutil.which("caddy"):
        return
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "caddy" / name]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("place", STREAMS)
def test_nginx_hands_streams_on_at_once(place):
    block = text("nginx/familychef.conf").partition(f"location = {place} {{")[2].partition("}")[0]
    assert "proxy_buffering off;" in block
    patience = int(re.search(r"proxy_read_timeout (\d+)m;", block)[1]) * 60
    assert patience > max(live.LONGEST, api_events.LONGEST)


def test_nginx_says_whom_it_speaks_for():
    told = text("nginx/familychef.conf")
    for line in ("Host $host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {line};" in told
    assert told.count("proxy_set_header") == 4, "a location that sets one forgets all the others"


@pytest.mark.parametrize("name", [*CADDYFILES, "familychef.conf"])
def test_a_proxy_lets_through_what_the_house_takes(name):
    told = text(f"nginx/{name}") if name.endswith(".conf") else text(f"caddy/{name}")
    allowed = int(re.search(r"(?:client_max_body_size|max_size) (\d+)(?:m|MB)", told)[1])
    assert allowed * 1_000_000 >= settings.Settings.upload_limit - 300_000


def test_nginx_takes_its_file(tmp_path):
    nginx = shutil.which("nginx")
    if not nginx:
        return
    certified(tmp_path)
    told = text("nginx/familychef.conf").replace("/etc/ssl/familychef", str(tmp_path))
    told = re.sub(r"listen \[::\].*;", "", told).replace("listen ", f"listen 127.0.0.1:{free_port()}; #", 1)
    told = told.replace("listen 443", f"listen 127.0.0.1:{free_port()}")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {tmp_path}/{kind}; " for kind in kinds)
    whole = f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {places} {told} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    command = [nginx, "-t", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "errors"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def certified(folder):
    """A certificate of nobody's in this folder, for a server that only reads its file."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=food.example.org"]
    command += ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(command, check=True, capture_output=True)


def test_logrotate_turns_the_file_that_is_written():
    told = text("logrotate/familychef")
    assert f"/var/lib/familychef/{security_log.NAME} {{" in told
    assert "create 0600 familychef familychef" in told and "copytruncate" not in told


def test_a_line_after_the_turn_goes_into_the_new_file(tmp_path):
    """What the logrotate file relies on: nothing keeps the old file open."""
    kept = security_log._folder
    try:
        security_log.keep_in(tmp_path)
        security_log.note("sign_in.failed", user=1)
        (tmp_path / security_log.NAME).rename(tmp_path / "old")
        security_log.note("sign_in.failed", user=2)
    finally:
        security_log._folder = kept
    assert '"user":2' in (tmp_path / security_log.NAME).read_text()
    assert '"user":2' not in (tmp_path / "old").read_text()
