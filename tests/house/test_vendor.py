"""The vendored files are exactly the ones their packages published."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = json.loads((ROOT / "static/vendor/vendor.json").read_text("utf-8"))
FILES = [(name, digest) for package in PACKAGES for name, digest in package["files"].items()]
OURS = {"vendor.json", "VENDOR.md"}


@pytest.mark.parametrize("name, digest", FILES, ids=[name for name, _ in FILES])
def test_a_vendored_file_has_the_hash_on_record(name, digest):
    found = base64.b64encode(hashlib.sha384((ROOT / name).read_bytes()).digest()).decode()
    assert f"sha384-{found}" == digest


@pytest.mark.parametrize("folder", ["static/vendor", "tests/browser/vendor"])
def test_nothing_is_vendored_without_a_record(folder):
    present = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
    recorded = {name for name, _ in FILES} | {f"static/vendor/{name}" for name in OURS}
    assert present <= recorded


@pytest.mark.parametrize("package", PACKAGES, ids=[package["name"] for package in PACKAGES])
def test_each_package_is_named_with_version_licence_and_integrity(package):
    assert package["version"] and package["licence"] and package["integrity"].startswith("sha512-")
    assert any("licen" in name.lower() for name in package["files"])


def test_the_version_is_in_the_name_of_what_browsers_load():
    loaded = [name for name, _ in FILES if name.endswith((".js", ".woff2"))]
    versions = {package["version"] for package in PACKAGES}
    assert all(any(version in name for version in versions) for name in loaded)
