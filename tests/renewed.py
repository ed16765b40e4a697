"""Runs a program as its next release would be: `python tests/renewed.py WORD program …`; each word is another build."""

import runpy
import sys

from gevent import monkey

if __name__ == "__main__":
    monkey.patch_all()
    from familychef.core import bundles

    worker, word = bundles.worker, sys.argv[1]
    bundles.worker = lambda static_dir: f"{worker(static_dir)}// {word}\n"
    sys.argv = sys.argv[2:]
    runpy.run_path(sys.argv[0], run_name="__main__")
