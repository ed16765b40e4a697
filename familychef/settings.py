"""The environment, read once into one frozen record; what is missing or unsafe stops the start and names itself."""

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
DATABASES = {"sqlite", "postgres", "postgresql"}


class BadSettings(SystemExit):
    """Raised at start; its text is the whole message, its exit code is 1."""


@dataclass(frozen=True)
class Settings:
    """`data` is a folder of mode 0700; `url` the public address without a slash; sizes in bytes."""

    data: Path
    database_url: str
    secret: str
    url: str
    host: str = "127.0.0.1"
    port: int = 8000
    redis_url: str = ""
    demo: bool = False
    password_cost: str = "normal"
    trusted_proxies: int = 0
    upload_limit: int = 26 * 1024 * 1024

    @property
    def https(self):
        return self.url.startswith("https://")

    @property
    def sqlite(self):
        return self.database_url.startswith("sqlite:")

    @property
    def files(self):
        return self.data / "files"

    @property
    def cookie(self):
        return "__Host-fc" if self.https else "fc"

    @property
    def trusted_hosts(self):
        return sorted({urlsplit(self.url).hostname, "localhost", "127.0.0.1", "[::1]"})


def read(environ=os.environ, *, demo=False):
    """Settings from the environment. Raises BadSettings naming the variable that is wrong."""
    data = Path(environ.get("FAMILYCHEF_DATA") or "data").absolute()
    host = environ.get("FAMILYCHEF_HOST") or "127.0.0.1"
    port = _number(environ, "PORT", 8000, 0, 65535)
    url = _url(environ, host, port)
    if demo and host not in LOOPBACK:
        raise BadSettings("--demo uses known passwords and runs on this machine only: unset FAMILYCHEF_HOST.")
    _make_private(data)
    return Settings(
        data=data,
        database_url=_database(environ, data),
        secret=environ.get("FAMILYCHEF_SECRET") or _secret(data / "secret"),
        url=url,
        host=host,
        port=port,
        redis_url=_redis(environ),
        demo=demo,
        password_cost=_choice(environ, "FAMILYCHEF_PASSWORD_COST", "normal", {"normal", "low"}),
        trusted_proxies=_number(environ, "FAMILYCHEF_TRUSTED_PROXIES", 0, 0, 5),
    )


def _url(environ, host, port):
    url = (environ.get("FAMILYCHEF_URL") or "").rstrip("/")
    if not url and host not in LOOPBACK:
        raise BadSettings("FAMILYCHEF_URL is missing: it is the address the family types, and FAMILYCHEF_HOST is open.")
    parts = urlsplit(url or f"http://127.0.0.1:{port}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise BadSettings(f"FAMILYCHEF_URL must look like https://food.example, not {url!r}.")
    return parts.geturl()


def _database(environ, data):
    url = environ.get("DATABASE_URL")
    if url is None:
        return f"sqlite:///{data / 'familychef.db'}"
    scheme = urlsplit(url).scheme.partition("+")[0]
    if scheme not in DATABASES:
        raise BadSettings(f"DATABASE_URL must start with postgresql:// or sqlite:///, not {scheme or 'nothing'}.")
    if scheme != "sqlite" and not urlsplit(url).path.strip("/"):
        raise BadSettings("DATABASE_URL names no database.")
    return url


def _redis(environ):
    url = environ.get("REDIS_URL") or ""
    if url and urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise BadSettings("REDIS_URL must start with redis://, rediss:// or unix://.")
    return url


def _number(environ, name, default, low, high):
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not low <= int(text) <= high:
        raise BadSettings(f"{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


def _choice(environ, name, default, choices):
    value = environ.get(name) or default
    if value not in choices:
        raise BadSettings(f"{name} must be one of {', '.join(sorted(choices))}, not {value!r}.")
    return value


def _make_private(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise BadSettings(f"FAMILYCHEF_DATA: {folder} can't be used: {error.strerror}.") from None


def _secret(path):
    """Made at the first start, readable by its owner alone; two starters at once make one."""
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48))
    secret = path.read_text().strip()
    if len(secret) < 32:
        raise BadSettings(f"{path.name} in FAMILYCHEF_DATA is too short to be a secret; remove it to make a new one.")
    return secret


def _write_once(path, text):
    """The file appears with its whole text or, when somebody else was quicker, is left alone."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
