"""A browser's end of /live: reads messages until the one that is waited for."""

import contextlib
import http.client
import socket
import threading


class Stream:
    """`messages` grows in the background: [(event, id, data)]; `ended` is set when the server lets go."""

    def __init__(self, server, cookies, since="", headers=None):
        self.messages, self.ended, self.news = [], threading.Event(), threading.Condition()
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.connection.request("GET", f"/live?since={since}", headers={"Cookie": cookie} | (headers or {}))
        self.socket = self.connection.sock
        self.answer = self.connection.getresponse()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def wait_for(self, event, seconds=15):
        """The first message of this name. Raises AssertionError when it doesn't come."""
        with self.news:
            found = self.news.wait_for(lambda: [row for row in self.messages if row[0] == event], seconds)
        assert found, f"no {event!r} among {self.messages}"
        return found[0]

    def names(self):
        return [name for name, _id, _data in self.messages]

    def close(self):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join(5)
        self.connection.close()

    def _read(self):
        block = {}
        try:
            for raw in self.answer:
                line = raw.decode().rstrip("\r\n")
                if line:
                    name, _, value = line.partition(":")
                    block[name] = value.strip()
                elif "event" in block:
                    with self.news:
                        self.messages.append((block["event"], int(block["id"]), block.get("data", "")))
                        self.news.notify_all()
                    block = {}
        except (AttributeError, OSError, ValueError, http.client.HTTPException):
            pass
        finally:
            self.ended.set()
