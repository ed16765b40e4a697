"""A wrong setting stops the start and names itself; nothing falls back in silence."""

import stat
import subprocess
import sys

import pytest

from familychef import providers, settings
from tests.fixtures.storage import ROOT, clean_environment


def read(folder, **more):
    return settings.read({"FAMILYCHEF_DATA": str(folder / "data"), **more})


def test_without_anything_set_a_family_gets_sqlite_on_its_own_machine(tmp_path):
    found = read(tmp_path)
    assert (found.host, found.port, found.url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert found.sqlite and found.database_url.startswith(f"sqlite:///{tmp_path / 'data'}")
    assert found.cookie == "fc"


def test_the_data_folder_and_the_secret_are_for_the_owner_alone(tmp_path):
    found = read(tmp_path)
    assert stat.S_IMODE(found.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((found.data / "secret").stat().st_mode) == 0o600
    assert len(found.secret) >= 32 and read(tmp_path).secret == found.secret


def test_an_existing_open_data_folder_is_closed(tmp_path):
    (tmp_path / "data").mkdir(mode=0o755)
    assert stat.S_IMODE(read(tmp_path).data.stat().st_mode) == 0o700


@pytest.mark.parametrize(("name", "value"), [
    ("PORT", "eighty"),
    ("PORT", "70000"),
    ("PORT", "-1"),
    ("FAMILYCHEF_URL", "food.example"),
    ("FAMILYCHEF_URL", "ftp://food.example"),
    ("FAMILYCHEF_URL", "https://food.example/kitchen"),
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "mysql://root@localhost/food"),
    ("DATABASE_URL", "postgres//typo"),
    ("DATABASE_URL", "postgresql://localhost"),
    ("REDIS_URL", "localhost:6379"),
    ("FAMILYCHEF_PASSWORD_COST", "none"),
    ("FAMILYCHEF_SMTP_URL", "mail.example"),
    ("FAMILYCHEF_SMTP_URL", "http://mail.example?from=chef@home.example"),
    ("FAMILYCHEF_SMTP_URL", "smtp://mail.example:587"),
    ("FAMILYCHEF_SMTP_URL", "smtp://mail.example:99999?from=chef@home.example"),
    ("FAMILYCHEF_TRUSTED_PROXIES", "many"),
    ("FAMILYCHEF_LOGS", "xml"),
    ("FAMILYCHEF_SLOW_QUERY_MS", "soon"),
    ("FAMILYCHEF_SLOW_QUERY_MS", "60001"),
    ("FAMILYCHEF_METRICS_TOKEN", "short"),
    ("FAMILYCHEF_METRICS_TOKEN", "with a space in between"),
    ("FAMILYCHEF_SENTRY_DSN", "sentry.example"),
    ("FAMILYCHEF_SENTRY_DSN", "https://sentry.example/7"),
    ("FAMILYCHEF_SENTRY_DSN", "https://key@sentry.example/"),
    ("FAMILYCHEF_SENTRY_DSN", "https://key@sentry.example/seven"),
    ("FAMILYCHEF_SENTRY_DSN", "https://key@sentry.example:x/7"),
    ("FAMILYCHEF_SENTRY_DSN", "file://key@sentry.example/7"),
    ("FAMILYCHEF_LIMITS", "0"),
    ("FAMILYCHEF_LIMITS", "off"),
    ("FAMILYCHEF_LIMITS", "-1"),
    ("FAMILYCHEF_HOME_HOSTS", "http://homeassistant.local"),
    ("FAMILYCHEF_HOME_HOSTS", "homeassistant.local:8123"),
    ("FAMILYCHEF_HOME_HOSTS", "192.168.1"),
    ("FAMILYCHEF_PRODUCTS_CONTACT", "k\u00fcche@home.example"),
    ("FAMILYCHEF_PRODUCTS_CONTACT", "chef@home.example\r\nCookie: x"),
    ("FAMILYCHEF_PRODUCTS_CONTACT", "chef\x00@home.example"),
])
def test_a_wrong_value_is_refused_by_name(tmp_path, name, value):
    with pytest.raises(settings.BadSettings, match=name):
        read(tmp_path, **{name: value})


PRIMARY = "postgresql://chef@db.example/food"


def test_a_replica_is_another_server_of_the_same_kind(tmp_path):
    assert read(tmp_path).replica_url == ""
    copy = "postgresql://chef:polenta@copy.example:6000/food"
    found = read(tmp_path, DATABASE_URL=PRIMARY, DATABASE_REPLICA_URL=copy)
    assert found.replica_url == copy and "polenta" not in repr(found)


@pytest.mark.parametrize(("url", "said"), [
    ("mysql://copy.example/food", "must look like"),
    ("copy.example", "must look like"),
    ("postgresql://copy.example", "must look like"),
    ("postgresql://copy.example:port/food", "must look like"),
    ("postgresql://[copy/food", "must look like"),
    (PRIMARY, "is another server"),
])
def test_what_can_be_no_replica_is_refused(tmp_path, url, said):
    with pytest.raises(settings.BadSettings, match=f"DATABASE_REPLICA_URL .*{said}"):
        read(tmp_path, DATABASE_URL=PRIMARY, DATABASE_REPLICA_URL=url)


@pytest.mark.parametrize("more", [{}, {"DATABASE_URL": "sqlite:////tmp/food.db"}])
def test_a_sqlite_file_has_no_replica(tmp_path, more):
    with pytest.raises(settings.BadSettings, match="DATABASE_REPLICA_URL needs PostgreSQL in DATABASE_URL"):
        read(tmp_path, DATABASE_REPLICA_URL=PRIMARY, **more)


def test_hosts_at_home_are_named_one_by_one(tmp_path):
    assert read(tmp_path).home_hosts == ()
    told = read(tmp_path, FAMILYCHEF_HOME_HOSTS="HomeAssistant.local, 192.168.1.5,")
    assert told.home_hosts == ("homeassistant.local", "192.168.1.5")


def test_an_open_address_needs_the_name_the_family_types(tmp_path):
    with pytest.raises(settings.BadSettings, match="FAMILYCHEF_URL"):
        read(tmp_path, FAMILYCHEF_HOST="0.0.0.0")


def test_the_demo_is_for_this_machine_only(tmp_path):
    open_address = {"FAMILYCHEF_HOST": "0.0.0.0", "FAMILYCHEF_URL": "http://food.example"}
    with pytest.raises(settings.BadSettings, match="--demo"):
        settings.read({"FAMILYCHEF_DATA": str(tmp_path), **open_address}, demo=True)


def test_a_short_secret_is_no_secret(tmp_path):
    read(tmp_path)
    (tmp_path / "data" / "secret").write_text("pasta")
    with pytest.raises(settings.BadSettings, match="secret"):
        read(tmp_path)


def test_https_gives_the_stricter_cookie(tmp_path):
    found = read(tmp_path, FAMILYCHEF_URL="https://food.example/")
    assert found.https and found.cookie == "__Host-fc" and "food.example" in found.trusted_hosts


@pytest.mark.parametrize("url", [
    "postgresql://nobody:wrong@127.0.0.1:1/nothing",
    "sqlite:////nowhere/at/all/family.db",
    "mysql://127.0.0.1/food",
])
def test_a_wrong_database_stops_the_start_and_makes_no_file(tmp_path, url):
    environment = clean_environment(DATABASE_URL=url, FAMILYCHEF_DATA=tmp_path / "data", PORT=0)
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0
    assert "DATABASE_URL" in done.stderr and "wrong@" not in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.glob("**/*.db"))


OIDC = {
    "FAMILYCHEF_OIDC_ISSUER": "https://login.example/house", "FAMILYCHEF_OIDC_CLIENT_ID": "familychef",
    "FAMILYCHEF_OIDC_CLIENT_SECRET": "a secret",
}


def test_an_identity_provider_is_called_by_its_host_or_as_one_likes(tmp_path):
    assert read(tmp_path).oidc is None
    found = read(tmp_path, **OIDC).oidc
    assert (found.issuer, found.client_id, found.name) == ("https://login.example/house", "familychef", "login.example")
    assert read(tmp_path, **OIDC, FAMILYCHEF_OIDC_NAME="Grandpa's server").oidc.name == "Grandpa's server"
    assert "a secret" not in repr(found)


@pytest.mark.parametrize("missing", OIDC)
def test_half_an_identity_provider_is_refused_by_name(tmp_path, missing):
    with pytest.raises(settings.BadSettings, match=missing):
        read(tmp_path, **OIDC | {missing: ""})


@pytest.mark.parametrize("issuer", [
    "login.example", "http://login.example", "https://login.example?x=1", "https://user@login.example", "https://",
    "https://[", "https://login.example:x", "javascript:alert(1)", "https://login.example/" + "x" * 255,
])
def test_an_identity_provider_has_a_safe_address(tmp_path, issuer):
    with pytest.raises(settings.BadSettings, match="FAMILYCHEF_OIDC_ISSUER must look like"):
        read(tmp_path, **OIDC | {"FAMILYCHEF_OIDC_ISSUER": issuer})


def test_without_its_package_an_identity_provider_stops_the_start(tmp_path, monkeypatch):
    monkeypatch.setattr(providers, "find_spec", lambda _name: None)
    with pytest.raises(settings.BadSettings, match="--extra oidc"):
        read(tmp_path, **OIDC)


def test_nobody_outside_is_asked_about_packs_unless_the_house_wants_it(tmp_path):
    assert read(tmp_path).products == "off"
    told = read(tmp_path, FAMILYCHEF_PRODUCTS="openfoodfacts", FAMILYCHEF_PRODUCTS_CONTACT="chef@home.example")
    assert (told.products, told.products_contact) == ("openfoodfacts", "chef@home.example")
    with pytest.raises(settings.BadSettings, match="FAMILYCHEF_PRODUCTS must be one of off, openfoodfacts"):
        read(tmp_path, FAMILYCHEF_PRODUCTS="yes")


def test_who_watches_the_house_says_how(tmp_path):
    quiet = read(tmp_path)
    assert (quiet.logs, quiet.slow_query_ms, quiet.metrics_token, quiet.sentry_dsn) == ("text", 200, "", "")
    told = read(
        tmp_path, FAMILYCHEF_LOGS="json", FAMILYCHEF_SLOW_QUERY_MS="0", FAMILYCHEF_METRICS_TOKEN="sixteen-letters!",
        FAMILYCHEF_SENTRY_DSN="https://abc123@sentry.example/7",
    )
    assert (told.logs, told.slow_query_ms) == ("json", 0)
    assert "sixteen-letters!" not in repr(told) and "abc123" not in repr(told)
