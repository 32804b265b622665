"""Augmentation changes a digit as hands and pens do, never what is written."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.scenes.digits import enlarged
from mnist_core.recognizer import load_recognizer
from mnist_core.training import augmentation
from mnist_core.training.augmentation import as_read, augment, widen


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def digits():
    return load_test_set()[0][:200]


@pytest.fixture
def rigid(monkeypatch):
    """Leave the affine part of the deformation alone."""
    monkeypatch.setattr(augmentation, "ELASTIC", 0.0)


def test_same_seed_gives_the_same_images(digits):
    first, second = (augment(digits, np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, augment(digits, np.random.default_rng(8)))


def test_images_stay_pictures_with_a_full_scale_peak(digits, rng):
    changed = augment(digits, rng)
    assert changed.shape == digits.shape
    assert changed.dtype == np.float32
    assert changed.min() >= 0
    np.testing.assert_allclose(changed.max((1, 2)), 1, atol=1e-6)


def test_originals_are_left_alone(digits, rng):
    before = digits.copy()
    augment(digits, rng)
    np.testing.assert_array_equal(digits, before)


def test_blank_stays_blank(rng):
    assert not augment(np.zeros((20, 28, 28), np.uint8), rng).any()


def test_a_widened_digit_is_wider_and_no_wider_than_high(digits, rng):
    widths, heights = [], []
    for image in (each for each in digits if cv2.boundingRect(each)[2] < cv2.boundingRect(each)[3]):
        changed = widen(image, rng)
        assert changed.max() == 255
        widths.append((cv2.boundingRect(image)[2], cv2.boundingRect(changed)[2]))
        heights.append(cv2.boundingRect(changed)[3])
    before, after = np.transpose(widths)
    assert (after >= before - 1).all()
    assert (after <= 20).all()
    assert after.mean() > 1.2 * before.mean()
    assert set(heights) == {20}


def test_as_read_is_what_the_recognizer_makes_of_the_enlarged_digit(digits, rng):
    recognizer = load_recognizer()
    apart = []
    for image in digits[:50]:
        [digit] = recognizer.read(enlarged(image, rng)).digits
        apart.append(np.abs(digit.pixels - as_read(image) / 255).mean())
    assert np.median(apart) < 0.005
    assert np.percentile(apart, 90) < 0.02


def test_blank_is_read_as_blank():
    assert not as_read(np.zeros((28, 28), np.uint8)).any()


def test_blank_cannot_be_widened(rng):
    assert not widen(np.zeros((28, 28), np.uint8), rng).any()


def test_ink_stays_near_the_middle_and_inside(digits, rng):
    changed = augment(np.repeat(digits, 5, axis=0), rng)
    mass = changed.sum((1, 2))
    y, x = (np.tensordot(changed, grid, 2) / mass for grid in np.indices((28, 28)))
    assert np.abs(np.median(np.stack([y, x]), axis=1) - 13.5).max() < 1
    assert np.percentile(np.abs(np.stack([y, x]) - 13.5), 99) < 5


def test_changed_digits_are_brought_back_to_mnist_geometry(rigid, digits, rng, monkeypatch):
    monkeypatch.setattr(augmentation, "SCALE", 0.0)
    monkeypatch.setattr(augmentation, "SHIFT", 0.0)
    maps = augmentation._deformations(digits, rng)
    for image, source in zip(digits, maps, strict=True):
        changed = cv2.remap(image, *source, cv2.INTER_LINEAR)
        rows, columns = np.nonzero(changed > augmentation.INK)
        assert max(np.ptp(rows), np.ptp(columns)) + 1 == pytest.approx(20, abs=2)
        assert (rows.mean(), columns.mean()) == pytest.approx((14, 14), abs=1)


def test_without_elastic_part_the_deformation_is_affine(rigid, digits, rng):
    y, x = np.indices((28, 28)).reshape(2, -1)
    grid = np.stack([x, y, np.ones_like(x)], 1).astype(float)
    for source in augmentation._deformations(digits[:50], rng):
        points = source.reshape(2, -1).T
        solution, *_ = np.linalg.lstsq(grid, points, rcond=None)
        np.testing.assert_allclose(grid @ solution, points, atol=1e-4)
        assert 0.5 < np.linalg.det(solution[:2]) < 2  # neither mirrored nor far from its size


def test_elastic_part_bends_but_does_not_fold(digits, rng):
    folded = 0
    for source in augmentation._deformations(digits, rng):
        (x_by_y, x_by_x), (y_by_y, y_by_x) = np.gradient(source[0]), np.gradient(source[1])
        folded += bool((x_by_x * y_by_y - x_by_y * y_by_x <= 0).any())
    assert folded <= 2


def test_strokes_get_thinner_and_thicker(rng):
    line = np.zeros((28, 28), np.uint8)
    cv2.line(line, (14, 5), (14, 22), 255, 4)
    ink = np.array([augmentation._restroke(line, rng).sum() for _ in range(300)]) / line.sum()
    assert ink.min() < 0.8
    assert ink.max() > 1.2
    assert 0.4 < np.mean(ink == 1) < 0.6
