"""How processes ring for each other by Redis."""

import logging
import time

import redis

from . import bell

log = logging.getLogger(__name__)
CHANNEL = "familychef:bell"


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
        self.listening = False

    def tell(self, family_id):
        try:
            self.client.publish(CHANNEL, family_id)
        except redis.RedisError as error:
            log.warning("the far bell is silent: %s", error)

    def listen(self):
        while True:
            try:
                self._follow(self.client.pubsub(ignore_subscribe_messages=True))
            except redis.RedisError as error:
                log.warning("the far bell is out of reach, looking instead: %s", error)
            self.listening = False
            time.sleep(1)

    def _follow(self, pubsub):
        pubsub.subscribe(CHANNEL)
        self.listening = True
        while True:
            message = pubsub.get_message(timeout=4)
            if message and message["type"] == "message":
                bell.wake(int(message["data"]))
            elif message is None:
                pubsub.ping()
