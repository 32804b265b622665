"""The image's steps, where no container engine runs: in an empty folder, with an empty environment."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from deploy import check
from tests.serving import ROOT, free_port

pytestmark = pytest.mark.long
BASE = 125_000_000  # bytes, rounded up, of python:3.13-slim, on which the image is built
MOST = 700_000_000
PATIENCE = 120  # seconds
# A system's own folders and Python's, and nothing of the environment that the tests run in.
BARE = {"PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/local/bin:/usr/bin:/bin"}
# Root with none of its powers: it can write where its files let it, and nowhere else.
POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """Return the folder that becomes /app, made from nothing but what Git keeps."""
    folder = tmp_path_factory.mktemp("image")
    source = folder / "source"
    source.mkdir()
    kept = subprocess.check_output(["git", "ls-files", "--cached"], cwd=ROOT, text=True).splitlines()
    for name in kept:
        if not (ROOT / name).exists():
            continue
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    subprocess.run(
        ["sh", source / "deploy/container/install", folder / "app"], cwd=folder, env=BARE, check=True
    )
    shutil.rmtree(source)
    return folder / "app"


@pytest.fixture(scope="module")
def address(image):
    """Return the address of a server as the image starts it, by a user who may write nowhere in it."""
    before = sorted(image.rglob("*"))
    subprocess.run(["chmod", "-R", "a-w", image], check=True)
    port = free_port()
    log = image.parent / "log"
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    with log.open("w") as output:
        server = subprocess.Popen(
            [*POWERLESS, image / "venv/bin/python", "-m", "streamlit", "run", "streamlit_app.py", *options],
            cwd=image,
            env=BARE | {"HOME": str(image), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=output,
            stderr=output,
        )
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + PATIENCE
    while not is_ready(address):
        assert server.poll() is None and time.monotonic() < end, log.read_text()  # noqa: PT018
        time.sleep(0.2)
    yield address
    server.terminate()
    server.wait(PATIENCE)
    subprocess.run(["chmod", "-R", "u+w", image], check=True)
    assert "Traceback" not in log.read_text()
    assert sorted(image.rglob("*")) == before


def is_ready(address):
    try:
        return requests.get(f"{address}/ready", timeout=PATIENCE).ok
    except requests.ConnectionError:
        return False


def test_it_reads_and_shows_its_page(address):
    check.main(address)


def test_it_is_small(image):
    size = sum(path.lstat().st_size for path in image.rglob("*") if not path.is_dir())
    assert size < MOST - BASE, f"{size / 1e6:.0f} MB"


def test_nothing_of_tests_or_training_is_in_it(image):
    held = {path.name for path in image.iterdir()} - {"__pycache__"}
    assert held == {"LICENSE", "streamlit_app.py", "pages", "mnist_core", "models", ".streamlit", "venv"}
    assert not [*image.glob("models/*.keras")]
    [packages] = image.glob("venv/lib/python3*/site-packages")
    packages = {path.name for path in packages.iterdir()}
    assert "onnxruntime" in packages
    assert not packages & {"tensorflow", "keras", "pytest", "pip", "scipy", "sklearn"}
    assert not (image / "mnist_core" / "training").exists()


def test_every_page_is_whole(image):
    script = """
import pathlib
from streamlit.testing.v1 import AppTest
home = AppTest.from_file("streamlit_app.py", default_timeout=120).run()
assert home.metric[0].value == "7" and not home.exception
for page in pathlib.Path("pages").glob("*.py"):
    assert not home.switch_page(str(page)).run().exception
"""
    command = [*POWERLESS, image / "venv/bin/python", "-B", "-c", script]
    subprocess.run(command, cwd=image, env=BARE, check=True, timeout=PATIENCE)
