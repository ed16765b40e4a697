"""Makes psycopg2 wait through gevent's hub, so that one slow query never stops the process."""

from gevent import monkey
from gevent.socket import wait_read, wait_write


def cooperate():
    if monkey.is_module_patched("socket"):
        from psycopg2 import extensions

        extensions.set_wait_callback(_wait)


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
