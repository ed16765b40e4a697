"""docs/home-assistant.md: its automation reads what a webhook really brings."""

import json

from familychef.alerts import outbox
from familychef.alerts.models import choose
from familychef.alerts.targets import NotificationTarget
from tests.alerts.moments import AT_ONCE
from tests.programs import ha


def test_news_of_the_house_as_home_assistant_tells_them(world, milk, happen, settings, outside):
    choose(world.pia, {"stock": ["app", "webhook"]}, AT_ONCE)
    NotificationTarget.set_up(world.pia, "webhook", "https://hooks.example/of-pia", "whsec_bmV3")
    milk.carton.take(300_000, by=world.leo)
    happen()
    assert outbox.send_due(settings) == 1
    [(_path, _headers, body)] = outside.heard
    told, automation = {"trigger": {"json": json.loads(body)}}, ha.automations()["familychef_news"]
    assert ha.rendered(automation["conditions"][0], **told) == "True"
    data = automation["actions"][0]["data"]
    assert [ha.rendered(data[name], **told) for name in ("title", "message")] == ["Rossi", "Milk: running low"]
