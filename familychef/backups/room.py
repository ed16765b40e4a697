"""The door of the room of backups: where it is opened, the jobs learn whose backups they take."""

from flask import Blueprint

from . import vault

backups = Blueprint("backups", __name__)
backups.record_once(lambda setup: vault.keep_in(setup.app.config["SETTINGS"]))
