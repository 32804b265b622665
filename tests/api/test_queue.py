"""Who comes when all places are taken is told to come again; pages and other addresses never wait."""

import threading
import time
from contextlib import ExitStack

import pytest
import requests

from mnist_core.api import routes
from mnist_core.api.queue import Queue
from tests.api.conftest import digit
from tests.api.test_pictures import begin

AT_ONCE, WAITING = 2, 3


@pytest.fixture
def queue(monkeypatch):
    queue = Queue(AT_ONCE, WAITING)
    monkeypatch.setattr(routes, "queue", queue)
    return queue


def predict(address):
    return requests.post(f"{address}/predict", files={"image": digit(0)}, timeout=60)


def until(status, address):
    """Return the first answer with this status."""
    end = time.monotonic() + 30
    while (answer := predict(address)).status_code != status:
        assert time.monotonic() < end
    return answer


def test_who_finds_no_place_is_told_when_to_come_again(address, queue):
    with ExitStack() as uploads:
        for _ in range(AT_ONCE + WAITING):
            uploads.enter_context(begin(address, "Content-Type: image/png", "Content-Length: 100"))
        answer = until(503, address)
        assert int(answer.headers["retry-after"]) >= 1
        assert "in a moment" in answer.json()["detail"]
        assert requests.get(f"{address}/health", timeout=60).ok
    assert until(200, address).json()["text"] == "7"


def test_no_more_readings_at_once_than_allowed(address, queue, monkeypatch):
    read, running, most = routes._read, [], []

    def slow_read(sources):
        running.append(1)
        most.append(len(running))
        time.sleep(0.2)
        running.pop()
        return read(sources)

    monkeypatch.setattr(routes, "_read", slow_read)
    threads = [threading.Thread(target=predict, args=(address,)) for _ in range(AT_ONCE + WAITING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == AT_ONCE + WAITING
    assert max(most) == AT_ONCE
