"""Training writes a working models directory, ends at Ctrl-C, and goes on after a stop."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set, load_training_set
from mnist_core.data.model_card import CARD_FILE
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.network import Network
from mnist_core.training.__main__ import main
from mnist_core.training.command import FOLDER
from mnist_core.training.fitting import LOG
from mnist_core.training.recipe import train

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
RUN = "seed-5-epochs-3-images-250"  # all that decides the course of a training


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A training set of 250 images, quick to train on."""
    path = tmp_path_factory.mktemp("data") / "mnist.npz"
    images, labels = load_test_set()
    np.savez(path, x_train=images[:250], y_train=labels[:250])
    return path


@pytest.fixture(scope="module")
def trained(data, tmp_path_factory):
    """What three epochs, not interrupted, write where there was a card of another network."""
    output = tmp_path_factory.mktemp("models")
    (output / CARD_FILE).write_text('{"detector": {}, "evaluation": {}, "variants": []}')
    assert main([*options(data, output), "--epochs", "3"]) == 0
    return output


def options(data, output):
    return ["--data", str(data), "--output", str(output), "--seed", "5", "--runs", "2"]


def start(data, output, epochs):
    """Start the training command in a process of its own."""
    command = [sys.executable, "-m", "mnist_core.training", *options(data, output), "--epochs", str(epochs)]
    quiet = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=quiet,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # A shell that starts the tests in the background has them, and so their children, ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def wait_for(path, process):
    """Wait until the training has written something into a file."""
    while not (path.is_file() and path.stat().st_size):
        assert process.poll() is None, process.stdout.read().decode()
        time.sleep(0.05)


def card(output):
    return json.loads((output / CARD_FILE).read_text(encoding="utf-8"))


def test_training_writes_all_that_the_dashboard_loads(trained):
    network, confidence = Network.load(trained), Confidence.load(trained)
    images, _ = load_test_set()
    _, probabilities = network.classify(images[:5] / np.float32(255))
    np.testing.assert_allclose(confidence.calibrate(probabilities).sum(1), 1, atol=1e-5)
    assert not (trained / FOLDER).exists()


def test_card_tells_what_was_done(trained):
    written = card(trained)
    assert written["model"]["parameters"] == 121_930
    assert sum(layer["parameters"] for layer in written["model"]["layers"]) == 121_930
    assert written["model"]["layers"][3] == {
        "name": "conv2",
        "type": "Conv2D",
        "output_shape": [11, 11, 64],
        "parameters": 18_496,
    }
    assert written["model"]["file_bytes"] == (trained / "mnist_model_final.keras").stat().st_size
    assert (written["data"]["n_train"], written["data"]["n_validation"]) == (225, 25)
    runs = written["training"]["runs"]
    assert runs["seeds"] == [5, 6]
    assert written["training"]["seed"] == runs["seeds"][np.argmin(runs["validation_losses"])]
    assert written["test"]["accuracy"] in runs["test_accuracies"]
    assert runs["mean"] == pytest.approx(np.mean(runs["test_accuracies"]))
    assert {len(figures) for figures in written["training"]["curve"].values()} == {3}


def test_card_keeps_what_it_says_of_the_detector_and_of_nothing_else(trained):
    assert card(trained).keys() == {"model", "data", "training", "test", "served", "detector"}


def test_card_accuracy_is_that_of_the_saved_files(trained):
    images, labels = load_test_set()
    _, probabilities = Network.load(trained).classify(images / np.float32(255))
    test = card(trained)["test"]
    assert test["accuracy"] == pytest.approx((probabilities.argmax(1) == labels).mean(), abs=2e-4)
    likelihood = probabilities[np.arange(len(labels)), labels]
    assert test["loss"] == pytest.approx(-np.log(likelihood).mean(), rel=1e-3)
    low, high = test["interval95"]
    assert low < test["accuracy"] < high


@pytest.fixture(scope="module")
def cut_off(data, tmp_path_factory):
    """What a training leaves that was killed after an epoch or two of its network."""
    output = tmp_path_factory.mktemp("cut-off")
    process = start(data, output, epochs=3)
    wait_for(output / FOLDER / RUN / "network-5" / LOG, process)
    process.kill()
    process.communicate()
    assert not (output / CARD_FILE).exists()
    return output / FOLDER


def test_what_was_cut_off_is_kept_for_the_same_settings_only(cut_off):
    assert [folder.name for folder in cut_off.iterdir()] == [RUN]


def test_training_cut_off_goes_on_as_if_it_had_not_been(data, trained, cut_off):
    log = cut_off / RUN / "teacher" / LOG
    teacher_log = log.read_text()
    assert len(teacher_log.splitlines()) == 4
    resumed = train(*load_training_set(data), seed=5, epochs=3, runs=2, folder=cut_off / RUN)
    assert log.read_text() == teacher_log
    uncut = card(trained)["training"]
    losses = [run.validation_loss for run in resumed.runs]
    np.testing.assert_allclose(losses, uncut["runs"]["validation_losses"], rtol=5e-2)
    [run] = [run for run in resumed.runs if run.seed == uncut["seed"]]
    for name in ("loss", "val_loss", "learning_rate"):
        np.testing.assert_allclose(run.history[name], uncut["curve"][name], rtol=5e-2)


def test_ctrl_c_before_there_is_a_network_says_so(data, tmp_path):
    process = start(data, tmp_path, epochs=1000)
    while "Making" not in process.stdout.readline().decode():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 1, output.decode()
    assert "The same command goes on" in output.decode()
    assert "Traceback" not in output.decode()
    assert not (tmp_path / CARD_FILE).exists()


def test_missing_data_is_said(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "none.npz"), "--output", str(tmp_path)]) == 1
    assert "does not exist" in capsys.readouterr().err
