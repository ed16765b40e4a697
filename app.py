"""The web door: `python app.py` serves, `python app.py --demo` serves with two example families."""

from gevent import monkey

monkey.patch_all()

import sys

from familychef.cli import main, wsgi


def __getattr__(name):
    if name == "app":
        return wsgi()
    raise AttributeError(name)


if __name__ == "__main__":
    main(sys.argv[1:] if sys.argv[1:] and not sys.argv[1].startswith("--") else ["serve", *sys.argv[1:]])
