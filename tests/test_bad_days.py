"""What goes wrong around a server: it says so in a line, loses nothing, and goes on when it is over."""

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from websockets.exceptions import ConnectionClosed

from benchmarks.visitor import Visitor
from mnist_core.paths import MODELS
from tests.api.conftest import digit, large
from tests.serving import ROOT, serve

pytestmark = pytest.mark.long
PATIENCE = 120  # seconds


class Watcher(Visitor):
    """A visitor that remembers what boxes told it was wrong, and how many tables it saw."""

    def __init__(self, address, session=""):
        self.told, self.tables = [], 0
        super().__init__(address, session=session)

    def take(self, message):
        super().take(message)
        element = message.delta.new_element
        if element.HasField("alert"):
            self.told.append(element.alert.title)
        self.tables += element.HasField("dataframe")


def post(address, picture=None, timeout=PATIENCE):
    return requests.post(f"{address}/predict", files={"image": picture or digit(0)}, timeout=timeout)


def post_until(is_over, address):
    while not is_over():
        post(address)


def program(folder):
    """Return what is started, in a copy of the program of its own."""
    for name in ("mnist_core", "pages", "models", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Path(shutil.copy(ROOT / "streamlit_app.py", folder))


def half(path):
    os.truncate(path, path.stat().st_size // 2)


def another(path):
    """Put what is no network of this version in its place: another one, or other arrays."""
    shutil.copy(MODELS / ("digit_verifier.onnx" if "final" in path.name else "mnist_model_final.onnx"), path)


def test_models_that_are_missing_half_written_or_others_are_named_until_they_are_there(tmp_path):
    script = program(tmp_path)
    with serve(script) as (address, _):
        for name in ("mnist_model_final.onnx", "digit_verifier.onnx", "confidence.npz"):
            path = tmp_path / "models" / name
            for spoil in (Path.unlink, half, another):
                spoil(path)
                answers = requests.get(f"{address}/ready", timeout=PATIENCE), post(address)
                assert [answer.status_code for answer in answers] == [503, 503]
                assert all(
                    f"The network cannot be loaded: {name}" in each.json()["detail"] for each in answers
                )
                shutil.copy(MODELS / name, path)
            path.unlink()
            visitor = Watcher(address)
            assert any(f"The network cannot be loaded: {name} is missing" in line for line in visitor.told)
            shutil.copy(MODELS / name, path)
            visitor.leave()
        assert post(address).json()["text"] == "7"
        visitor = Watcher(address)
        assert (visitor.told, visitor.answer) == ([], "7")
        visitor.leave()


def test_where_nothing_can_be_written_all_is_read_and_nothing_counted():
    with serve() as (address, server):
        # As on a full disk, no file may grow.
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, 0))
        visitor = Visitor(address)
        picture = digit(1) + bytes(5 * 2**20)
        assert visitor.read(("two.png", picture)) == "2"
        assert post(address, picture).json()["text"] == "2"
        visitor.leave()


@pytest.mark.skipif(
    not (clock := next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)),
    reason="no other clock is installed: apt-get install libfaketime",
)
def test_a_clock_that_jumps_is_not_noticed(tmp_path):
    jump = tmp_path / "jump"
    jump.write_text("+0")
    another_clock = {
        "LD_PRELOAD": str(clock),
        "FAKETIME_TIMESTAMP_FILE": str(jump),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # no clock that is set jumps there
    }
    with serve(**another_clock) as (address, _):
        visitor = Visitor(address)
        for place, days in enumerate(("-400d", "+400d", "+0")):
            jump.write_text(days)
            now = post(address, digit(0)).json()
            assert (now["text"], visitor.read((f"{place}.png", digit(1)))) == ("7", "2")
            years = int(now["time"][:4]) - time.gmtime().tm_year
            assert (years < 0, years > 0) == (days[0] == "-", days == "+400d")
        visitor.leave()


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (
            ["streamlit", "run", "streamlit_app.py", "--server.headless=true", "--server.port"],
            "is not available",
        ),
        (["uvicorn", "mnist_core.api:app", "--port"], "address already in use"),
    ],
)
def test_a_second_server_on_the_same_port_says_so_and_ends(command, line):
    with serve() as (address, _):
        second = subprocess.run(
            [sys.executable, "-m", *command, address.rpartition(":")[2]],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert second.returncode != 0
        assert line in second.stdout + second.stderr
        assert "Traceback" not in second.stdout + second.stderr
        assert post(address).json()["text"] == "7"


def test_a_browser_that_drops_out_of_a_batch_finds_it_read_when_it_comes_back():
    with serve() as (address, _):
        dropped = Watcher(address)
        dropped.read(*((f"{place}.png", digit(place)) for place in range(200)))
        dropped.socket.socket.shutdown(socket.SHUT_RDWR)  # as a phone that leaves the network: no goodbye
        dropped.leave()
        other = Visitor(address)
        assert other.read(("two.png", digit(1))) == "2"
        other.leave()
        back = Watcher(address, dropped.session)
        assert back.session == dropped.session
        end = time.monotonic() + PATIENCE
        while not back.tables and time.monotonic() < end:
            time.sleep(1)
            back.look()
        assert back.tables
        back.leave()


def test_who_is_told_to_stop_finishes_what_it_reads_and_takes_nothing_new():
    picture = large()
    with serve() as (address, server), ThreadPoolExecutor() as pool:
        visitor = Visitor(address)
        start = time.monotonic()
        assert post(address, picture).ok
        takes = time.monotonic() - start
        answer = pool.submit(post, address, picture)
        time.sleep(takes / 3)
        server.send_signal(signal.SIGTERM)
        with pytest.raises(requests.ConnectionError):
            post_until(answer.done, address)  # the server looks for signals ten times a second
        assert answer.result().ok
        with pytest.raises(ConnectionClosed):
            visitor.look()
        visitor.leave()
        assert server.wait(PATIENCE) == -signal.SIGTERM
