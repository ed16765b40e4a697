"""How processes ring for each other by Redis."""

import logging
import threading
import time

import redis

from . import bell

log = logging.getLogger(__name__)
CHANNEL = "familychef:bell"
QUIET = 4


def version_at(url):
    """The version of the Redis there, "" when it does not answer within a second."""
    try:
        with redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1) as client:
            return client.info("server").get("redis_version", "")
    except redis.RedisError:
        return ""


class Link:
    """`listening` while Redis rings; nobody needs to look as long as it does."""

    def __init__(self, url):
        self.client = url and redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2)
        self.listening = self._complained = False
        self._untold, self._news = set(), threading.Event()

    def tell(self, family_id):
        """Never waits: whoever placed an order has nothing to do with how Redis is."""
        self._untold.add(family_id)
        self._news.set()

    def talk(self):
        """The background loop that tells; what Redis does not take the others find by looking."""
        while True:
            self._news.wait()
            self._news.clear()
            while self._untold:
                self._publish(self._untold.pop())

    def listen(self):
        while True:
            try:
                with self.client.pubsub(ignore_subscribe_messages=True) as pubsub:
                    self._follow(pubsub)
            except (redis.RedisError, ValueError) as error:
                self._complain(error)
            finally:
                self.listening = False
            time.sleep(1)

    def _publish(self, family_id):
        try:
            self.client.publish(CHANNEL, family_id)
        except redis.RedisError as error:
            self._complain(error)

    def _follow(self, pubsub):
        """Raises RedisError when the line is cut, or when nobody answers on it."""
        pubsub.subscribe(CHANNEL)
        asked = False
        while True:
            message = pubsub.get_message(timeout=QUIET)
            if message:
                self.listening, self._complained = True, False
            if message and message["type"] == "message":
                bell.wake(int(message["data"]))
            elif message is None and asked:
                raise redis.TimeoutError("no answer")
            elif message is None:
                pubsub.ping()
            asked = message is None

    def _complain(self, error):
        """Once for each time it is away."""
        if not self._complained:
            log.warning("the far bell is out of reach, looking instead: %s", error)
        self._complained = True
