"""The same reading for programs, over HTTP: alone with `uvicorn mnist_core.api:app`, or beside the pages."""

from mnist_core.api.app import ROUTES, app
from mnist_core.api.headers import SafeHeaders

__all__ = ["ROUTES", "SafeHeaders", "app"]
