"""The application: alone, or as routes beside the pages."""

from __future__ import annotations

import os
from collections.abc import Sequence

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi_offline import FastAPIOffline
from starlette.routing import Route

from mnist_core import __version__
from mnist_core.api.headers import SafeHeaders
from mnist_core.api.problems import answer_with_problems
from mnist_core.api.routes import router
from mnist_core.api.schemas import SCHEMAS
from mnist_core.memory import little_memory

DOCS_ASSETS = "/docs/assets"
ABOUT = """
Reads handwritten digits and numbers in photos, scans and drawings: for programs, as the pages do for people.

Nothing that is sent is stored. Errors are problem details (RFC 9457): their `detail` says what to do.
"""


def create_app(origins: Sequence[str] = ()) -> FastAPI:
    """Return the API; pages of the named `origins`, such as "https://example.org", may call it too (CORS)."""
    app = FastAPIOffline(
        title="MNIST digit reader",
        description=ABOUT,
        version=__version__,
        license_info={"name": "MIT", "identifier": "MIT"},
        redoc_url=None,
        static_url=DOCS_ASSETS,
        lifespan=little_memory,
    )
    app.include_router(router)
    answer_with_problems(app)
    app.openapi().setdefault("components", {}).setdefault("schemas", {}).update(SCHEMAS)
    app.add_middleware(SafeHeaders)
    if origins:
        app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"])
    return app


app = create_app(os.environ.get("MNIST_CORS_ORIGINS", "").split())
PATHS = (*app.openapi()["paths"], "/openapi.json", "/docs", f"{DOCS_ASSETS}/{{file}}")
# One by one: the whole at "/" would keep the pages from being found.
ROUTES = [Route(path, endpoint=app) for path in PATHS]
