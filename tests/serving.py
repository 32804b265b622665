"""The dashboard as its visitors meet it: a server of its own process, and a browser without a window."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
STARTING = 120  # seconds


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Give a headless browser, for as long as the block lasts."""
    with sync_playwright() as playwright:
        # As root, as in containers, Chromium starts only without its sandbox; it sees no page but ours.
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def serve(
    script: Path = ROOT / "streamlit_app.py",
    database: str = "sqlite:///{folder}/visitors.db",
    log: Path = Path(os.devnull),
    **env: str,
) -> Iterator[tuple[str, subprocess.Popen]]:
    """Give the address and the process of a freshly started server, for as long as the block lasts.

    It counts its visits in `database`, a URL of SQLAlchemy's, or in one of its own. `env` is added
    to its environment; what it says goes into `log`.
    """
    port = free_port()
    with TemporaryDirectory() as folder, log.open("w") as output:
        secrets = Path(folder) / "secrets.toml"
        secrets.write_text(f'[connections.visitors]\nurl = "{database.format(folder=folder)}"\n')
        command = [sys.executable, "-m", "streamlit", "run", script.name, f"--secrets.files={secrets}"]
        options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
        server = subprocess.Popen(
            command + options,
            cwd=script.parent,
            env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "2"} | env,
            stdout=output,
            stderr=output,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_healthy(address, server)
            yield address, server
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_until_healthy(address: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not start.")
