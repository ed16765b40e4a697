"""FamilyChef: settings, database, rooms, errors, checks; nothing else happens here."""

from . import rooms
from .core import (
    access,
    api_document,
    api_events,
    csrf,
    db,
    errors,
    headers,
    health,
    live,
    logs,
    metrics,
    numbers,
    origins,
    pages,
    security_log,
    speaking,
    timed,
    visitor,
)
from .core.assets import Assets
from .core.incoming import App
from .core.paths import data_dir
from .families import sessions


def create_app(settings):
    """The WSGI app for these settings; the schema must be current (`familychef migrate`)."""
    app = App(__name__, static_folder=None, template_folder=str(data_dir("templates")))
    app.config.update(_configuration(settings))
    assets = Assets(data_dir("static"))
    app.config["BUILD"] = assets.build
    db.connect(settings)
    timed.watch(settings.slow_query_ms)
    security_log.keep_in(settings.data)
    _guard(app)
    assets.register(app)
    pages.register(app)
    app.register_blueprint(live.live)
    app.register_blueprint(api_events.api.blueprint)
    app.register_blueprint(api_document.api_document)
    app.register_blueprint(health.health)
    rooms.register(app)
    errors.register(app)
    access.require_declared(app)
    return app


def _guard(app):
    """What happens around every request, in this order."""
    visitor.register(app)
    logs.register(app)
    metrics.register(app)
    app.before_request(health.answer_watchers)
    app.before_request(db.enter_request)
    app.before_request(csrf.refuse_cross_site)
    app.before_request(speaking.refuse_old)
    sessions.register(app)
    app.after_request(headers.finish)
    app.after_request(origins.let_in)
    app.teardown_request(db.leave_request)


def _configuration(settings):
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret,
        "SESSION_COOKIE_NAME": "said",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "MAX_CONTENT_LENGTH": settings.upload_limit,
        "MAX_FORM_MEMORY_SIZE": 1_000_000,
        "MAX_FORM_PARTS": 1000,
        "TRUSTED_HOSTS": settings.trusted_hosts,
    }
