"""MNIST's geometry against NumPy's moments and against MNIST itself."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.normalization import mnist_pixels, normalize
from mnist_core.recognizer import load_recognizer


def lengths(pixels):
    rows, columns = np.nonzero(pixels)
    return np.ptp(rows) + 1, np.ptp(columns) + 1


def centre(pixels):
    rows, columns = np.indices(pixels.shape)
    return (rows * pixels).sum() / pixels.sum(), (columns * pixels).sum() / pixels.sum()


def drawn(thickness, side=600):
    canvas = np.zeros((side, side), np.uint8)
    points = np.array([[0.3, 0.2], [0.7, 0.2], [0.45, 0.8]]) * side
    cv2.polylines(canvas, [points.astype(int)], False, 255, thickness, cv2.LINE_AA)
    return canvas / np.float32(255)


@pytest.mark.parametrize("thickness", [2, 3, 20, 60, 110])
def test_geometry(thickness):
    pixels = normalize(drawn(thickness))
    assert pixels.shape == (28, 28)
    assert pixels.dtype == np.float32
    assert max(lengths(pixels)) == 20
    assert pixels.max() == 1
    assert pixels.min() == 0
    assert all(13.5 - 1e-3 < each <= 14.5 + 1e-3 for each in centre(pixels))


def test_a_thin_line_becomes_as_wide_as_mnists():
    pixels = normalize(drawn(3, side=1400))
    rows = pixels[(pixels > 0.3).sum(1) > 0]
    widths = rows.sum(1)
    assert 1.2 < np.median(widths) < 4


def test_a_thick_line_keeps_its_hole():
    canvas = np.zeros((400, 400), np.uint8)
    cv2.ellipse(canvas, (200, 200), (90, 140), 0, 0, 360, 255, 75)
    pixels = normalize(canvas / np.float32(255))
    y, x = (round(each) for each in centre(pixels))
    assert pixels[y, x] < 0.2


def test_scale_does_not_matter():
    small, large = normalize(drawn(20, 300)), normalize(drawn(80, 1200))
    assert np.abs(small - large).mean() < 0.03


def test_mnist_digits_keep_their_class():
    images = load_test_set()[0][:1000] / np.float32(255)
    recognizer = load_recognizer()
    before = recognizer.classify(images).argmax(1)
    after = recognizer.classify(np.stack([normalize(image) for image in images])).argmax(1)
    assert (before != after).mean() <= 0.002


def test_mnist_pictures_are_recognized_either_way_round():
    for image in load_test_set()[0][:50]:
        picture = np.repeat(image[..., None], 3, 2)
        for each in (picture, 255 - picture):
            np.testing.assert_allclose(mnist_pixels(each), image / 255, atol=1e-6)


def test_other_pictures_are_not_taken_for_mnist():
    image = np.repeat(load_test_set()[0][0][..., None], 3, 2)
    assert mnist_pixels(np.roll(image, 4, 1)) is None
    assert mnist_pixels(np.zeros((28, 28, 3), np.uint8)) is None
    assert mnist_pixels(cv2.resize(image, (30, 30))) is None
    coloured = image.copy()
    coloured[14, 14] = 255, 0, 0
    assert mnist_pixels(coloured) is None
