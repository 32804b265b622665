"""A server of the API, and pictures to send to it."""

import io
import socket
import threading
import time
from contextlib import contextmanager

import numpy as np
import pytest
import uvicorn
from PIL import Image

from mnist_core.api import app
from mnist_core.data.dataset import load_test_set


@contextmanager
def serve(application):
    """Give the address of a server in a thread of this process, for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(application, log_level="error"))
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address():
    with serve(app) as address:
        yield address


def png(picture):
    data = io.BytesIO()
    Image.fromarray(picture).save(data, "png")
    return data.getvalue()


def digit(index):
    """Return a test digit as a file: dark ink on white paper."""
    return png(255 - load_test_set()[0][index].repeat(4, 0).repeat(4, 1))


def number(*indices):
    """Return test digits in a row as a file."""
    ink = np.hstack([np.pad(load_test_set()[0][index], 10) for index in indices])
    return png(255 - ink.repeat(4, 0).repeat(4, 1))


def large():
    """Return a picture as large as may be, which takes a while to read."""
    noise = np.random.default_rng(0).integers(0, 256, (1000, 1000), np.uint8)
    return png(np.tile(noise, (5, 10)))
