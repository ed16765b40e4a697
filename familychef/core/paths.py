"""Where the templates, static files and migrations lie: inside the installed package, or in the checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def data_dir(name):
    """The folder `name` as a Path; an installed copy wins over the checkout. FileNotFoundError when neither has it."""
    for folder in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"FamilyChef is installed without its {name} folder")
