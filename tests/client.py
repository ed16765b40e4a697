"""Flask's test client as a browser of today behaves: it says where a request comes from."""

from flask.testing import FlaskClient

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
WHOLE_PAGE = {"HX-Request": "true", "HX-Request-Type": "full", "HX-History-Restore-Request": "true"}


class Client(FlaskClient):
    """Sends Sec-Fetch-Site: same-origin unless a test's own header says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"

    def htmx(self, method, path, headers=None, **options):
        """The request htmx makes to swap a piece of the page."""
        return self.open(path, method=method, headers=PARTIAL | dict(headers or {}), **options)

    def from_elsewhere(self, method, path, headers=None, **options):
        """The request a foreign site tricks this browser into."""
        foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
        return self.open(path, method=method, headers=foreign | dict(headers or {}), **options)
