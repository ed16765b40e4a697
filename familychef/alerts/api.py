"""For programs: the door of the room of news."""

from familychef.core.api import Api

api = Api("alerts")
apis = (api,)
