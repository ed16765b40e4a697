"""What the use of one food says about when it is low; reads nothing until it is looked at."""

from functools import cached_property

from familychef.core.i18n import _

from .amounts import said
from .usage import recent_use


class Pace:
    """`words`: how much was used and what that is a week; `week`: that amount, where it is worth offering, or None."""

    def __init__(self, ingredient):
        self.ingredient = ingredient

    @cached_property
    def _use(self):
        family, id = self.ingredient.family, self.ingredient.id
        return recent_use(family, family.today(), [id]).get(id)

    @property
    def words(self):
        if self._use is None:
            return _("Not used in the last four weeks.")
        amount, week = said(self._use.quantity, self.ingredient), self._use.week(self.ingredient.base)
        if week is None:
            return _("Used %(amount)s in %(count)s days: too little to say what a week takes.", amount=amount,
                     count=self._use.days)
        return _("Used %(amount)s in %(count)s days: a week's worth is %(week)s.", amount=amount,
                 count=self._use.days, week=said(week, self.ingredient))

    @property
    def week(self):
        week = self._use and self.ingredient.track == "exact" and self._use.week(self.ingredient.base)
        return week if week and week != self.ingredient.threshold else None

    @property
    def week_said(self):
        return said(self.week, self.ingredient)
