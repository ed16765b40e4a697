"""What a job cleared away, for who asks later: a line of JSON in the log for each kind of thing, and words on the page.

A job that clears away returns {what: how many}, with the name of the table, or of the file.
"""

import json
import logging

from .i18n import _, ngettext, number

log = logging.getLogger(__name__)


def write(job, home_id, removed):
    """The lines of one run; nothing for what it found none of."""
    for what, count in sorted((removed or {}).items()):
        if count:
            log.info("%s", json.dumps({"removed": what, "count": count, "job": job, "family": home_id or None}))


def total(told):
    """How many in all, of what a run told now or before kinds were told apart."""
    return sum(told.values()) if isinstance(told, dict) else told


def forgotten(told):
    count = total(told)
    return ngettext("%(count)s old entry removed", "%(count)s old entries removed", count)


def by_kind(labels):
    """`done` for a job that clears away several kinds: "Letters: 12 · Links: 3". `labels`: {what: its words}."""

    def done(told):
        if not isinstance(told, dict):
            return forgotten(told)
        found = [f"{label}: {number(told[what])}" for what, label in labels.items() if told.get(what)]
        return " · ".join(found) or _("Nothing was there to clear away.")

    return done
