"""A training that was cut off goes on where it was, with the same scenes."""

import numpy as np
import pytest
import tensorflow

from mnist_core.data.dataset import load_test_set
from mnist_core.training.detector import fit as fitting
from mnist_core.training.detector import stream
from mnist_core.training.detector.network import build_detector
from mnist_core.training.scenes import Glyphs, make_scene
from mnist_core.training.scenes.touching import make_touching


@pytest.fixture(scope="module")
def glyphs():
    images, labels = load_test_set()
    return Glyphs.of(images[:500], labels[:500])


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Two steps a round, and few made ahead; few are quicker than the graph that many would be worth."""
    monkeypatch.setattr(fitting, "ROUND", 2)
    monkeypatch.setattr(stream, "AHEAD", 2)
    tensorflow.config.run_functions_eagerly(True)
    yield
    tensorflow.config.run_functions_eagerly(False)


def test_batches_are_the_same_from_any_number_on(glyphs):
    begun = stream.batches(make_scene, glyphs, 3, 0, 1)
    first = [next(begun) for _ in range(3)]
    begun.close()
    later = stream.batches(make_scene, glyphs, 3, 2, 1)
    pictures, targets = next(later)
    later.close()
    assert pictures.shape == (16, 96, 160, 1)
    np.testing.assert_array_equal(pictures, first[2][0])
    for name in ("where", "what"):
        np.testing.assert_array_equal(targets[name], first[2][1][name])


@pytest.mark.long
def test_a_training_goes_on_and_ends_with_as_many_rounds(glyphs, tmp_path, monkeypatch):
    monkeypatch.setattr(fitting, "LOG", "log.csv")
    fitting.fit(make_scene, glyphs, 0, 2, tmp_path)
    assert len(fitting.read_log(tmp_path / "log.csv")) == 1
    network = fitting.fit(make_scene, glyphs, 0, 4, tmp_path)
    log = fitting.read_log(tmp_path / "log.csv")
    assert len(log) == 2
    assert all(0 < each["what_loss"] < 20 and each["seconds"] > 0 for each in log)
    again = fitting.fit(make_scene, glyphs, 0, 4, tmp_path)  # there is nothing left to do
    for one, other in zip(network.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.long
def test_a_training_goes_on_with_what_another_network_learned(glyphs, tmp_path, monkeypatch):
    monkeypatch.setattr(fitting, "LATER_RATE", 0.0)
    monkeypatch.setattr(fitting, "MEASURED", 16)
    begun = build_detector()
    network = fitting.fit(make_touching, glyphs, 0, 2, tmp_path, begun)
    pictures = next(stream.batches(make_touching, glyphs, 0, 0, 1))[0]
    expected, found = begun(pictures), network(pictures)
    for name in ("where", "what"):
        assert np.corrcoef(np.ravel(expected[name]), np.ravel(found[name]))[0, 1] > 0.98
