"""What machines are given: the address of a calendar, a webhook."""


class Machines:
    """Rows of a Scene."""

    def _calendar(self):
        from familychef.families.models import Calendar

        calendar = Calendar.give(self.world.leo, "Phone", "a-secret-of-leo")
        calendar.touch()
        return calendar

    def _calendar_secret(self):
        self.row("calendar")
        return "a-secret-of-leo"

    def _hook(self):
        from familychef.alerts.hooks import Webhook

        told = {"url": "https://hook.example/", "kinds": ["orders"], "secret": "whsec_bmV3"}
        return Webhook.set_up(self.world.marta, "Hall light", key="a-key-of-marta", **told)
