"""GET /metrics: the house in numbers, for Prometheus; only for programs on this machine, or with the token."""

import logging
from bisect import bisect_left
from collections import defaultdict
from importlib.util import find_spec
from time import perf_counter

from flask import Blueprint, Response, abort, g, request

from . import health, sight
from .access import ANYONE, allow

log = logging.getLogger(__name__)
metrics = Blueprint("metrics", __name__)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
REQUESTS, SECONDS = "familychef_requests", "familychef_request_seconds"
_answers = defaultdict(int)
_times = defaultdict(lambda: [0.0, *[0] * (len(BUCKETS) + 1)])


def register(app):
    """Count every request, by the pattern of its address: numbers of rows and names are never part of it."""
    app.before_request(_begin)
    app.after_request(_count)
    app.register_blueprint(metrics)
    health.watched("metrics.read")


def is_installed():
    return find_spec("prometheus_client") is not None


@metrics.get("/metrics")
@allow(ANYONE)
def read():
    if not health.is_known():
        abort(404)
    if not is_installed():
        return Response("Install the extra `metrics` to see numbers here.\n", 404, mimetype="text/plain")
    return Response(_written(), content_type=_kind())


def measured():
    """[Gauge, its value] for each that can be read now."""
    try:
        return health.in_time(lambda: [(gauge, _value(gauge)) for gauge in sight.gauges.values()])
    except Exception as error:
        log.error("the house could not be measured (%s)", type(error).__name__)
        return []


def collect():
    """What prometheus-client asks for: one family of lines after the other."""
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

    told = CounterMetricFamily(REQUESTS, "Answers by address and status", labels=("method", "address", "status"))
    for labels, count in list(_answers.items()):
        told.add_metric(labels, count)
    took = HistogramMetricFamily(SECONDS, "Seconds until the answer began", labels=("method", "address"))
    for labels, (total, *counts) in list(_times.items()):
        took.add_metric(labels, _cumulated(counts), total)
    yield from (told, took)
    for gauge, value in measured():
        kind = CounterMetricFamily if gauge.grows else GaugeMetricFamily
        family = kind(gauge.name, gauge.what, labels=gauge.labels)
        for labels, number in value.items() if gauge.labels else [((), value)]:
            family.add_metric([str(label) for label in labels], number)
        yield family


def _begin():
    g.began = perf_counter()


def _count(response):
    began = g.pop("began", None)
    if began is not None:
        method = request.method if request.method in METHODS else "OTHER"
        address = request.url_rule.rule if request.url_rule else "none"
        seconds = perf_counter() - began
        _answers[method, address, str(response.status_code)] += 1
        times = _times[method, address]
        times[0] += seconds
        times[1 + bisect_left(BUCKETS, seconds)] += 1
    return response


def _cumulated(counts):
    """[("0.005", so many took no longer), …, ("+Inf", all)]."""
    found, so_far = [], 0
    for bound, count in zip([*map(str, BUCKETS), "+Inf"], counts, strict=True):
        so_far += count
        found.append((bound, so_far))
    return found


def _value(gauge):
    """A gauge that can't be read shows nothing, and leaves the others alone."""
    try:
        return gauge.read()
    except Exception as error:
        log.error("%s could not be read (%s)", gauge.name, type(error).__name__)
        return {} if gauge.labels else float("nan")


def _written():
    from prometheus_client import generate_latest

    class House:
        def collect(self):
            return collect()

    return generate_latest(House())


def _kind():
    from prometheus_client import CONTENT_TYPE_LATEST

    return CONTENT_TYPE_LATEST
