"""The locks agree with pyproject.toml: everything that is wanted, as it is pinned, with hashes, and nothing more."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.lock import BUILDERS, extras_of_houses
from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "image.lock", "build.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED = {Requirement(pin).name: pin for pin in PROJECT["tool"]["uv"]["constraint-dependencies"]}


def locked(name):
    """{package: version} of a lock."""
    lines = (ROOT / "deploy" / name).read_text().splitlines()
    found = (re.match(r"([\w.-]+)==([^ ]+)", line) for line in lines if not line.startswith(" "))
    return {match[1]: match[2] for match in found}


def wanted(lock):
    """The requirements that a lock is made for."""
    extras = PROJECT["project"]["optional-dependencies"]
    lines = {"requirements.lock": PROJECT["project"]["dependencies"], "build.lock": BUILDERS}.get(lock)
    if lines is None:
        lines = PROJECT["project"]["dependencies"] + [line for name in extras_of_houses() for line in extras[name]]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_wanted_is_locked_in_a_version_that_fits(lock):
    found = locked(lock)
    for requirement in wanted(lock):
        assert canonicalize_name(requirement.name) in found, f"{requirement} is missing: python -m deploy.lock"
        assert requirement.specifier.contains(found[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("lock", LOCKS[:2])
def test_versions_are_those_that_were_tested(lock):
    assert {f"{name}=={version}" for name, version in locked(lock).items()} <= set(PINNED.values())


@pytest.mark.parametrize("lock", LOCKS[:2])
def test_what_a_package_needs_is_locked_and_nothing_else(lock):
    """As far as the packages are installed here; those that are not can't be asked."""
    found, reached, ahead = locked(lock), set(), [(wish.name, wish.extras) for wish in wanted(lock)]
    while ahead:
        name, extras = ahead.pop()
        if canonicalize_name(name) not in reached:
            reached.add(canonicalize_name(name))
            ahead += needs(name, extras)
    assert not reached - set(found), "python -m deploy.lock"
    apart = {name for name in set(found) - reached if f"{name}=={found[name]} ;" not in text_of(lock)}
    assert not apart, apart


def needs(name, extras):
    """(name, extras) of what an installed package asks for on this machine."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    wishes = [Requirement(line) for line in lines]
    fits = [wish for wish in wishes if applies(wish, extras)]
    return [(wish.name, wish.extras) for wish in fits]


def applies(wish, extras):
    return wish.marker is None or any(wish.marker.evaluate({"extra": extra}) for extra in ["", *extras])


@pytest.mark.parametrize("lock", LOCKS)
def test_each_package_has_its_hashes_and_no_address(lock):
    entries = re.split(r"\n(?=\S)", text_of(lock).strip())
    assert all("--hash=sha256:" in entry for entry in entries) and len(entries) == len(locked(lock))
    assert "://" not in text_of(lock) and "index" not in text_of(lock)


def test_the_image_has_every_extra_of_a_house():
    assert set(extras_of_houses()) >= {"passkeys", "oidc", "push", "scan"}
    assert set(locked("requirements.lock")) < set(locked("image.lock"))


def text_of(lock):
    return (ROOT / "deploy" / lock).read_text()
