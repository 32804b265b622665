"""A body is taken in no further than it may be, and one that breaks off leaves nothing behind."""

import json
import socket
import tempfile
import time
from http.client import HTTPResponse
from urllib.parse import urlsplit

import pytest
import requests

from mnist_core.api import pictures
from mnist_core.api.pictures import TOO_LARGE
from mnist_core.io.images import MAX_BYTES
from tests.api.conftest import digit

PIECE = bytes(2**20)


def begin(address, *lines):
    """Return a connection on which a request has begun."""
    parts = urlsplit(address)
    connection = socket.create_connection((parts.hostname, parts.port), timeout=60)
    connection.sendall("\r\n".join(["POST /predict HTTP/1.1", "Host: test", *lines, "", ""]).encode())
    return connection


def answer_on(connection):
    """Return the status of the answer and what it says."""
    answer = HTTPResponse(connection)
    answer.begin()
    return answer.status, json.load(answer)["detail"]


def test_a_body_that_says_it_is_too_large_is_not_read(address):
    with begin(address, "Content-Type: image/png", f"Content-Length: {MAX_BYTES + 1}") as connection:
        assert answer_on(connection) == (413, TOO_LARGE)


@pytest.mark.parametrize("kind", ["image/png", "multipart/form-data; boundary=edge"])
def test_a_body_of_unknown_length_is_read_to_the_limit_only(address, kind):
    with begin(address, f"Content-Type: {kind}", "Transfer-Encoding: chunked") as connection:
        head = b'--edge\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\n'
        for piece in [head, *[PIECE] * (MAX_BYTES // len(PIECE))]:
            connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
        connection.sendall(b"1\r\n0\r\n")  # the byte too much, and no end
        assert answer_on(connection) == (413, TOO_LARGE)


def test_a_large_picture_is_kept_in_memory(address, monkeypatch, tmp_path):
    # A folder that is not there: whoever wants to write a temporary file fails.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    content = digit(0) + bytes(5 * 2**20)
    answer = requests.post(f"{address}/predict", files={"image": content}, timeout=60)
    assert answer.json()["text"] == "7"


@pytest.mark.parametrize("kind", ["image/png", "multipart/form-data; boundary=edge"])
def test_an_upload_that_breaks_off(address, kind, capfd, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # others write into the system's
    for _ in range(40):  # more than there are places
        with begin(address, f"Content-Type: {kind}", f"Content-Length: {2 * len(PIECE)}") as connection:
            connection.sendall(b"--edge\r\n" + PIECE)
    end = time.monotonic() + 30
    while (
        answer := requests.post(f"{address}/predict", files={"image": digit(0)}, timeout=60)
    ).status_code == 503:
        assert time.monotonic() < end
    assert answer.json()["text"] == "7"
    assert not list(tmp_path.iterdir())
    assert "Traceback" not in capfd.readouterr().err


def test_a_body_that_does_not_arrive(address, monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0.1)
    with begin(address, "Content-Type: image/png", "Content-Length: 100") as connection:
        assert answer_on(connection)[0] == 408
