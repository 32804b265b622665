"""The detector on pages of MNIST's test digits whose places are known."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.choice import choose
from mnist_core.detection.detector import ENLARGED, SIDES, Detector
from mnist_core.detection.looking import look
from mnist_core.paths import MODELS
from mnist_core.runtime import ModelFileError


@pytest.fixture(scope="module")
def detector():
    return Detector.load(MODELS)


@pytest.fixture(scope="module")
def images():
    return load_test_set()[0]


def page(images, places, size, shape):
    """Return a page (h, w) float32 with images `size` pixels wide, each at (left, top) of its place."""
    grey = np.full(shape, 0.9, np.float32)
    for image, (x, y) in zip(images, places, strict=False):
        digit = cv2.resize(
            image, (size, size), interpolation=cv2.INTER_AREA if size < 28 else cv2.INTER_CUBIC
        )
        grey[y : y + size, x : x + size] -= 0.7 * np.clip(digit / 255, 0, 1)
    return grey


def once(found):
    """Return each thing found once, as the look that is surest shows it, in reading order."""
    heat = [each.heat for each in found]
    return [found[i] for i in choose([each.ink.box for each in found], [each.look for each in found], heat)]


def middles(found):
    return [
        ((each.ink.box[0] + each.ink.box[2]) / 2, (each.ink.box[1] + each.ink.box[3]) / 2) for each in found
    ]


@pytest.mark.parametrize("size", [24, 60, 200])
@pytest.mark.parametrize("side", [300, 900])
def test_digits_of_any_size_are_found_where_they_are(detector, images, size, side):
    step = int(1.3 * size)
    places = [(20 + i * step, 30 + j * 2 * size) for j in range(2) for i in range(3)]
    places = [(x, y) for x, y in places if x + size < side and y + size < side]
    found = once(detector.find(page(images, places, size, (side, side)))[0])
    assert len(found) == len(places) > 0
    for (x, y), middle in zip(places, middles(found), strict=True):
        assert np.abs(np.subtract(middle, (x + size / 2, y + size / 2))).max() < 0.15 * size


def test_light_digits_are_told_from_dark_ones(detector, images):
    grey = page(images, [(40, 40), (120, 40)], 60, (140, 220))
    assert [each.ink.dark for each in once(detector.find(grey)[0])] == [True, True]
    assert [each.ink.dark for each in once(detector.find(1 - grey)[0])] == [False, False]


def test_hundreds_of_digits_are_found_once_each_and_in_order(detector, images):
    places = [(20 + 40 * (i % 25), 20 + 60 * (i // 25)) for i in range(300)]
    found = once(detector.find(page(images, places, 32, (800, 1040)))[0])
    expected = np.array([(x + 16, y + 16) for x, y in places])
    there = np.array(middles(found))
    nearest = np.abs(there[:, None] - expected).max(2)
    assert (nearest.min(0) < 10).mean() > 0.98
    assert len(found) < 1.02 * len(places)
    assert np.mean(np.diff(nearest.argmin(1)) == 1) > 0.95


@pytest.mark.parametrize("level", [0.0, 0.5, 1.0])
def test_nothing_is_found_on_blank_paper(detector, level):
    assert detector.find(np.full((400, 500), level, np.float32)) == ([], False)


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (700, 2), (5, 5)])
def test_pictures_of_any_shape_are_looked_at(detector, shape):
    assert isinstance(detector.find(np.random.default_rng(0).random(shape, np.float32))[0], list)


def test_looks_begin_coarse_and_come_closer_only_where_digits_are_small(detector, images):
    small = page(images, [(1400, 1400), (1440, 1400)], 30, (1800, 1800))
    large = page(images, [(400, 400)], 1000, (1800, 1800))
    scales = [seen.scale for seen in detector.looks(small)]
    assert scales == sorted(scales)
    assert scales[0] == pytest.approx(SIDES[0] / 1800)
    assert scales[-1] > 0.6
    closest = [seen for seen in detector.looks(small) if seen.scale == scales[-1]]
    assert sum(seen.ink.size for seen in closest) < 0.3 * (1800 * scales[-1]) ** 2
    assert max(seen.scale for seen in detector.looks(large)) < scales[-1]


def test_no_picture_is_enlarged_without_end(detector):
    noise = np.random.default_rng(0).random((60, 80), np.float32)
    assert max(seen.scale for seen in detector.looks(noise)) <= ENLARGED


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelFileError, match=r"digit_detector\.onnx is missing"):
        Detector.load(tmp_path)


class HalfBlind(Detector):
    """Sees the left part of a picture only, up to a column."""

    column = 0

    def looks(self, grey, most):
        yield look(self._network, grey[:, : self.column], 1.0)


def test_what_the_side_of_a_look_cuts_is_left_to_another_look(detector, images):
    grey = page(images, [(20, 20), (80, 20), (140, 20)], 40, (80, 200))
    blind = HalfBlind(detector._network)
    cut = []
    for blind.column in range(150, 170, 2):
        cut += [each for each in blind.find(grey)[0] if each.ink.box[2] > blind.column - 1]
    assert cut == []
    blind.column = 200
    assert len(blind.find(grey)[0]) == 3
