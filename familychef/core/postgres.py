"""Makes psycopg2 wait through gevent's hub, so that one slow query never stops the process."""

import select
from contextlib import nullcontext

import gevent
import peewee
from gevent import monkey
from gevent.socket import wait_read, wait_write


def cooperate():
    if monkey.is_module_patched("socket"):
        from psycopg2 import extensions

        extensions.set_wait_callback(_wait)


def within(seconds):
    """Around the opening of a connection: psycopg2 knows of no time-out while gevent waits for it."""
    if monkey.is_module_patched("socket"):
        return gevent.Timeout(seconds, peewee.OperationalError("the database does not answer"))
    return nullcontext()


def is_dead(connection):
    """Was an idle connection ended by the other side? It has nothing to say, unless that it ends. Nothing is sent."""
    if connection.closed or connection.info.transaction_status:
        return True
    looked = monkey.get_original("select", "poll")()
    looked.register(connection.fileno(), select.POLLIN)
    return bool(looked.poll(0))


def _wait(connection, timeout=None):
    from psycopg2 import OperationalError, extensions

    while True:
        state = connection.poll()
        if state == extensions.POLL_OK:
            return
        elif state == extensions.POLL_READ:
            wait_read(connection.fileno(), timeout=timeout)
        elif state == extensions.POLL_WRITE:
            wait_write(connection.fileno(), timeout=timeout)
        else:
            raise OperationalError(f"unexpected answer from poll: {state}")
