"""How processes ring for each other: by Redis, or by looking at the database."""

import logging
import time

import redis

from . import bell, events
from .db import reading

log = logging.getLogger(__name__)
CHANNEL = "familychef:bell"


class Link:
    def __init__(self, url):
        self.client = url and redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2)
        self.listening = False
        self.seen = {}

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

    def look(self):
        """Once a second, unless Redis rings: which waited-for families have moved on?"""
        while True:
            if not self.listening:
                try:
                    self._compare()
                except Exception:
                    log.exception("looking for news failed")
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

    def _compare(self):
        waiting = bell.families()
        with reading():
            latest = events.latest(waiting)
        for family_id, version in latest.items():
            if self.seen.get(family_id) != version:
                bell.wake(family_id)
        self.seen = latest
