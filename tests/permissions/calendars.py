"""A calendar of Leo's, and what its address holds."""


class Calendars:
    """Rows of a Scene."""

    def _calendar(self):
        from familychef.families.models import Calendar

        calendar = Calendar.give(self.world.leo, "Phone", "a-secret-of-leo")
        calendar.touch()
        return calendar

    def _calendar_secret(self):
        self.row("calendar")
        return "a-secret-of-leo"
