"""What the families' tests share."""

import pytest


@pytest.fixture
def files(settings):
    """Where pictures and the security log are kept."""
    from familychef.core import files, security_log

    files.keep_in(settings.files)
    security_log.keep_in(settings.data)
    return settings.files
