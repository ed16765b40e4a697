"""Flask's hello on the house's own server, which all is measured against: `python -m tests.bench.hello PORT`."""

from gevent import monkey

monkey.patch_all()

import sys
from types import SimpleNamespace

from flask import Flask

from familychef.core import server

app = Flask(__name__)


@app.get("/")
def hello():
    return "hello"


if __name__ == "__main__":
    server.serve(app, SimpleNamespace(host="127.0.0.1", port=int(sys.argv[1])))
