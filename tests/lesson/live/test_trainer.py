"""Live training: the same network, learning; one run at a time; stopped, left, repeated."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.live import trainer as live
from mnist_core.lesson.live.moments import Settings
from mnist_core.lesson.live.trainer import State, Trainer

ROOT = Path(__file__).parents[3]
SEVEN = load_test_set()[0][0] / np.float32(255)
SETTINGS = Settings(1e-3, 64, 1)


@pytest.fixture(scope="module")
def trainer():
    return Trainer()


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_one_trains_and_the_others_know_their_place(trainer):
    first, second, third = (trainer.start(SETTINGS, SEVEN) for _ in range(3))
    until(lambda: first.state is State.TRAINING)
    assert second.state is third.state is State.WAITING
    assert [trainer.place(run) for run in (first, second, third)] == [0, 1, 2]
    second.stop()
    assert trainer.place(third) == 1
    first.stop()
    third.stop()
    until(lambda: third.is_over)
    assert second.is_over
    assert not third.moments


def test_a_run_that_nobody_watches_gives_up_its_place(trainer, monkeypatch):
    monkeypatch.setattr(live, "UNWATCHED", 0.5)
    run = trainer.start(SETTINGS, SEVEN)
    until(lambda: run.is_over)
    assert len(run.moments) < 40


def test_no_more_wait_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(live, "MOST_WAITING", 1)
    full = Trainer()
    runs = [full.start(SETTINGS, SEVEN) for _ in range(3)]
    assert runs[2] is None
    for run in runs[:2]:
        run.stop()
    until(lambda: all(run.is_over for run in runs[:2]))
    assert full.start(SETTINGS, SEVEN).stop() is None


def test_what_goes_wrong_ends_the_run_and_not_the_next_one_which_ends_in_time(trainer, caplog, monkeypatch):
    monkeypatch.setattr(live, "LONGEST", 0.5)
    wrong = trainer.start(SETTINGS, np.zeros((3, 3), np.float32))
    until(lambda: wrong.is_over)
    assert wrong.state is State.FAILED
    assert "fit.py" in caplog.text  # what the process itself said, not only where it was waited for
    run = trainer.start(SETTINGS, SEVEN)
    until(lambda: run.is_over)
    assert run.state is State.ENDED
    assert 0 < run.moments[-1].images < 8000


def test_the_server_stays_without_tensorflow_and_no_process_is_left():
    script = """
import os, sys, time
from mnist_core.lesson.live.trainer import Settings, State, Trainer
from tests.lesson.live.test_trainer import SEVEN
run = Trainer().start(Settings(1e-3, 64, 1), SEVEN)
while run.state is not State.TRAINING:
    time.sleep(0.1)
run.stop()
while not run.is_over:
    time.sleep(0.1)
print(bool({"keras", "tensorflow"} & sys.modules.keys()))
try:
    print(os.waitpid(-1, os.WNOHANG))
except ChildProcessError:
    print("alone")
"""
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.split() == ["False", "alone"]
    assert result.stderr == ""
