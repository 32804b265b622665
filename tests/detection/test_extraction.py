"""The ink that is cut out is the digit's own, whatever is printed beside, through or behind it."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.extraction import extract
from mnist_core.detection.instances import Instance
from mnist_core.recognition.normalization import normalize

SIZE, LEFT, TOP = 112, 60, 40  # pixels: a digit of MNIST enlarged fourfold, and where it stands


@pytest.fixture(scope="module")
def digits():
    images, labels = load_test_set()
    first = [int(np.argmax(labels == value)) for value in range(10)]
    return [
        cv2.resize(images[i], (SIZE, SIZE), interpolation=cv2.INTER_CUBIC) / np.float32(255) for i in first
    ]


def cut(digit):
    x, y, width, height = cv2.boundingRect((digit > 0.5).view(np.uint8))
    return x, y, width, height, digit[y : y + height, x : x + width]


def instance(digit):
    """Return the instance that a look at a quarter of the size would find."""
    x, y, width, height, ink = cut(digit)
    small = cv2.resize(ink, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    votes = np.zeros(11, np.float32)
    scale = small.shape[0] / height
    return Instance(small, LEFT + x, TOP + y, scale, votes, 1.0)


def painted(digit, ink, paper):
    grey = np.full((200, 260), paper, np.float32)
    place = grey[TOP : TOP + SIZE, LEFT : LEFT + SIZE]
    place += digit * (ink - paper)
    return grey


@pytest.mark.parametrize(("ink", "paper"), [(0.1, 0.9), (0.9, 0.2), (0.55, 0.7)])
def test_ink_of_any_contrast_comes_out_at_full_strength(digits, ink, paper):
    for digit in digits:
        found = extract(painted(digit, ink, paper), instance(digit))
        x, y, width, height, own = cut(digit)
        expected = np.array([LEFT + x, TOP + y, LEFT + x + width, TOP + y + height])
        assert np.abs(found.box - expected).max() <= 4
        assert found.dark == (ink < paper)
        found = cv2.resize(found.strength, own.shape[::-1], interpolation=cv2.INTER_AREA)
        assert np.corrcoef(found.ravel(), own.ravel())[0, 1] > 0.93
        assert np.percentile(found, 99) > 0.95


@pytest.mark.parametrize("rim", [6, 12])
def test_light_ink_on_a_dark_tile_is_told_from_the_page_around(digits, rim):
    alike = []
    for digit in digits:
        x, y, width, height, _ = cut(digit)
        grey = np.full((200, 260), 0.9, np.float32)
        tile = grey[TOP + y - rim : TOP + y + height + rim, LEFT + x - rim : LEFT + x + width + rim]
        tile[:] = 0.15
        place = grey[TOP : TOP + SIZE, LEFT : LEFT + SIZE]
        place += digit * (0.95 - place)
        found = extract(grey, instance(digit))
        alone = extract(painted(digit, 0.95, 0.15), instance(digit))
        assert not found.dark
        alike.append(np.corrcoef(normalize(found.strength).ravel(), normalize(alone.strength).ravel())[0, 1])
    assert np.median(alike) > 0.97
    assert min(alike) > 0.75  # where rounding moves it by a pixel


def test_where_nothing_stands_out_the_ink_is_what_the_detector_says(digits):
    for digit in digits:
        flat = extract(np.full((200, 260), 0.7, np.float32), instance(digit)).strength
        assert flat.any()
        assert normalize(flat).shape == (28, 28)


def test_a_line_through_the_page_and_a_neighbour_stay_out(digits):
    for digit in digits:
        grey = painted(digit, 0.1, 0.9)
        cv2.line(grey, (0, 20), (259, 26), 0.2, 3)
        cv2.line(grey, (20, 0), (20, 199), 0.2, 6)
        found = extract(grey, instance(digit)).strength
        alone = extract(painted(digit, 0.1, 0.9), instance(digit)).strength
        assert np.abs(found - alone).mean() < 0.02


def test_a_shadow_across_the_page_makes_no_ink(digits):
    light = np.linspace(1, 0.5, 260, dtype=np.float32)
    for digit in digits:
        found = extract(painted(digit, 0.1, 0.9) * light, instance(digit)).strength
        alone = extract(painted(digit, 0.1, 0.9), instance(digit)).strength
        assert np.corrcoef(normalize(found).ravel(), normalize(alone).ravel())[0, 1] > 0.97
