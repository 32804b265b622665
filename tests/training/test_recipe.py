"""Ctrl-C ends what a training is at, with the best of it."""

import os
import signal
import time
from threading import Thread

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.training.fitting import LOG
from mnist_core.training.recipe import train


def press_ctrl_c(folders):
    """Interrupt this process once in the training of each network, after an epoch of it."""
    for folder in folders:
        while not (folder / LOG).is_file():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.long
def test_ctrl_c_keeps_the_best_so_far(tmp_path):
    before = signal.getsignal(signal.SIGINT)
    images, labels = (each[:150] for each in load_test_set())
    presses = Thread(target=press_ctrl_c, args=[[tmp_path / "teacher", tmp_path / "network-5"]], daemon=True)
    presses.start()
    trained = train(images, labels, seed=5, epochs=1000, runs=2, folder=tmp_path)
    presses.join()
    assert signal.getsignal(signal.SIGINT) is before
    assert len(trained.teacher_history["loss"]) < 18
    assert [run.seed for run in trained.runs] == [5]  # Ctrl-C ends all runs
    [losses] = [run.history["val_loss"] for run in trained.runs]
    assert 1 <= len(losses) < 1000
    assert trained.best.best_epoch == np.argmin(losses) + 1
