"""Writes the locks anew: `uv run --with uv python -m deploy.lock`; versions are those that pyproject.toml pins.

`requirements.lock` is what one command needs, `image.lock` the same with every extra that a house may use, and
`build.lock` what makes the wheels. Each line has its hashes and names no address.
"""

import subprocess
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent / "pyproject.toml"
NOT_FOR_HOUSES = {"test", "dev"}
OLDEST = "3.11"
BUILDERS = ("hatchling>=1.30", "setuptools>=80", "wheel>=0.45")


def main():
    extras = [part for extra in extras_of_houses() for part in ("--extra", extra)]
    compile_into("requirements.lock", str(PROJECT))
    compile_into("image.lock", str(PROJECT), *extras)
    compile_into("build.lock", "-", told="\n".join(BUILDERS))


def extras_of_houses():
    """The names of the extras that belong into an image."""
    project = tomllib.loads(PROJECT.read_text())["project"]
    return sorted(set(project["optional-dependencies"]) - NOT_FOR_HOUSES)


def compile_into(name, *sources, told=None):
    command = ["uv", "pip", "compile", "--quiet", "--upgrade", "--universal", f"--python-version={OLDEST}"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += [f"--output-file={HERE / name}", *sources]
    subprocess.run(command, cwd=HERE.parent, check=True, text=True, input=told)


if __name__ == "__main__":
    main()
