"""Who looks after the house in a test: takes its backups, changes it afterwards, and brings it back."""

import fcntl
import subprocess
import sys
from contextlib import contextmanager
from types import SimpleNamespace

from familychef import restoring
from familychef.backups import programs, taking
from familychef.backups.vault import Vault
from familychef.core import db, files
from familychef.families.models import FamilyMember
from familychef.menu.models import Picture
from tests.fixtures.web import close

MIDDLE = b"a picture of lasagne"


class Keeper:
    def __init__(self, world, settings):
        self.world, self.settings = world, settings

    @property
    def vault(self):
        return Vault(self.settings)

    def take(self):
        return taking.take(self.settings)

    def command(self, *arguments):
        """`familychef …` for this house, in a process of its own."""
        command = [sys.executable, "-c", programs.CLI, *arguments]
        return subprocess.Popen(command, env=programs.environment(self.settings), stdout=subprocess.DEVNULL)

    def newest(self):
        return SimpleNamespace(name=self.vault.names()[-1])

    def path(self, taken):
        return self.vault.root / taken.name

    def picture(self, content=MIDDLE):
        """A row that names a stored file."""
        digest = files.store(self.settings.files, self.world.rossi.id, content, "webp")
        sizes = {"small": digest, "medium": digest, "large": digest}
        return Picture.create(family=self.world.rossi, added_by=self.world.marta, **sizes)

    def restore(self, taken, **more):
        """As the command does; what it says. The tests' own connection is closed before, and open afterwards."""
        said = []
        with self.away():
            restoring.restore(self.settings, self.path(taken), say=said.append, **more)
        return "\n".join(said)

    def trial(self, taken):
        with self.away():
            return restoring.trial(self.settings, self.path(taken))

    @contextmanager
    def away(self):
        """Nobody of the test is connected; a lock that a restore took is free again after it."""
        close(db.database)
        try:
            yield
        finally:
            if held := db._owned.pop(self.settings.data, None):
                fcntl.flock(held, fcntl.LOCK_UN)
                held.close()
            close(db.database)
            db.connect(self.settings)
            db.database.connect(reuse_if_open=True)

    def names(self):
        return {member.name for member in FamilyMember.select()}

    def rename(self, name):
        FamilyMember.update(name=name).where(FamilyMember.id == self.world.leo.id).execute()
