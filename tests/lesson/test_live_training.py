"""Live training: the same network, learning; one run at a time; stopped, left, repeated."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson import live_training
from mnist_core.lesson.live_training import Settings, State, Trainer

ROOT = Path(__file__).parents[2]
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


def trained(trainer, settings, moments):
    """Return a run that was stopped once it had come to that many moments."""
    run = trainer.start(settings, SEVEN)
    while len(run.moments) < moments:
        run.watch()
        time.sleep(0.05)
        assert run.state is not State.FAILED
    run.stop()
    until(lambda: run.is_over)
    return run


def test_it_learns_to_read_digits_it_has_not_seen(trainer):
    run = trained(trainer, SETTINGS, 5)
    first, last = run.moments[0], run.moments[4]
    assert run.state is State.ENDED
    assert first.images == 0
    assert last.images == 4032  # the first step of 64 after 4,000
    assert first.held_out_accuracy < 0.3
    assert last.held_out_accuracy > 0.85
    assert last.held_out_loss < first.held_out_loss
    assert np.isnan(first.loss)
    assert last.loss < run.moments[1].loss
    assert last.filters.shape == (3, 3, 1, 32)
    assert last.probabilities[7] > first.probabilities[7]
    np.testing.assert_allclose([m.probabilities.sum() for m in run.moments], 1, atol=1e-5)


def test_the_seed_decides_and_the_servers_own_chances_stay(trainer):
    np.random.seed(5)
    expected = np.random.rand()
    np.random.seed(5)
    runs = [trained(trainer, Settings(1e-3, 64, seed), moments) for seed, moments in ((3, 2), (3, 2), (4, 1))]
    same, again, other = (run.moments for run in runs)
    np.testing.assert_array_equal(same[0].filters, again[0].filters)
    np.testing.assert_allclose(same[1].filters, again[1].filters, atol=1e-3)
    assert not np.allclose(same[0].filters, other[0].filters)
    assert np.random.rand() == expected


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
    monkeypatch.setattr(live_training, "UNWATCHED", 0.5)
    run = trainer.start(SETTINGS, SEVEN)
    until(lambda: run.is_over)
    assert len(run.moments) < 40


def test_a_run_ends_in_time(trainer, monkeypatch):
    monkeypatch.setattr(live_training, "LONGEST", 0.5)
    run = trainer.start(SETTINGS, SEVEN)
    until(lambda: run.is_over)
    assert run.moments[-1].images < 8000


def test_no_more_wait_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(live_training, "MOST_WAITING", 1)
    full = Trainer()
    runs = [full.start(SETTINGS, SEVEN) for _ in range(3)]
    assert runs[2] is None
    for run in runs[:2]:
        run.stop()
    until(lambda: all(run.is_over for run in runs[:2]))
    assert full.start(SETTINGS, SEVEN).stop() is None


def test_what_goes_wrong_ends_the_run_and_not_the_next_one(trainer):
    wrong = trainer.start(SETTINGS, np.zeros((3, 3), np.float32))
    until(lambda: wrong.is_over)
    assert wrong.state is State.FAILED
    assert trained(trainer, SETTINGS, 1).state is State.ENDED


def test_pages_need_not_look_through_what_tensorflow_keeps_when_they_collect_garbage():
    script = """
import gc
from mnist_core.lesson.live_training import _import_keras
_import_keras()
print(len(gc.get_objects()), gc.get_freeze_count())
"""
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    looked_through, kept = map(int, result.stdout.split())
    assert looked_through < 10_000 < 100_000 < kept
