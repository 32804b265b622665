"""What a browser fetches for the pad: scripts, and the network's weights, under names that hold a hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from mnist_core.paths import BROWSER_FILE, MODELS

FOLDER = Path(__file__).parent
SCRIPTS = {path.name: path for path in sorted(FOLDER.glob("*.js"))}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}  # another content has another name


def _hash(*paths: Path) -> str:
    content = b"".join(path.read_bytes() for path in paths if path.is_file())
    return hashlib.sha256(content).hexdigest()[:16]


# Relative to the pages, wherever these are served.
SCRIPTS_AT = f"pad/{_hash(*SCRIPTS.values())}"
WEIGHTS_AT = f"pad/weights-{_hash(MODELS / BROWSER_FILE)}.bin"


def _route(address: str, path: Path, kind: str) -> Route:
    def serve(_: Request) -> FileResponse:
        return FileResponse(path, headers=FOREVER, media_type=kind)

    return Route(f"/{address}", serve)


ROUTES = [
    *(_route(f"{SCRIPTS_AT}/{name}", path, "text/javascript") for name, path in SCRIPTS.items()),
    _route(WEIGHTS_AT, MODELS / BROWSER_FILE, "application/octet-stream"),
]
