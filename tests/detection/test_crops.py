"""Pictures cut out at the edges of a digit, and those that are not."""

import cv2
import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.detection.crops import with_margin
from mnist_core.evaluation.scenes.digits import enlarged


def cut_out(image, paper, ink, height=200):
    """Return the digit (28, 28) uint8 in `ink` on `paper`, cut off where its ink is at half strength."""
    strength = enlarged(image, None, height)
    rows, columns = (np.flatnonzero((strength > 127).any(axis)) for axis in (1, 0))
    strength = strength[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1, None] / 255
    return (np.array(paper) + (np.array(ink, float) - paper) * strength).round().astype(np.uint8)


@pytest.mark.parametrize(
    ("paper", "ink"),
    [((235, 235, 230), (30, 30, 40)), ((20, 20, 25), (240, 240, 220)), ((240,) * 3, (40, 60, 200))],
)
def test_a_digit_cut_out_at_its_edges_is_read(paper, ink):
    images, labels = (each[:15] for each in load_test_set())
    recognizer = load_recognizer()
    readings = [recognizer.read(cut_out(image, paper, ink)) for image in images]
    right = sum(reading.text == str(label) for reading, label in zip(readings, labels, strict=True))
    assert right >= 14


def test_the_margin_is_of_paper_and_no_part_of_the_reading():
    picture = cut_out(load_test_set()[0][0], (235, 235, 230), (30, 30, 40))
    framed, margin = with_margin(picture)
    assert margin > 0
    assert np.array_equal(framed[margin:-margin, margin:-margin], picture)
    np.testing.assert_allclose(
        framed[[0, -1]], np.broadcast_to((235, 235, 230), framed[[0, -1]].shape), atol=2
    )
    reading = load_recognizer().read(picture)
    height, width = picture.shape[:2]
    assert reading.size == (width, height)
    assert reading.picture.shape == picture.shape
    assert reading.ink.shape == (height, width)
    left, top, right, bottom = reading.digits[0].box
    np.testing.assert_allclose((left, top, right, bottom), (0, 0, width, height), atol=2)
    darker = picture.mean(2) < 130
    assert (reading.ink[darker] > 127).mean() > 0.95


def digit_in_the_middle(picture):
    cv2.putText(picture, "5", (120, 200), cv2.FONT_HERSHEY_SIMPLEX, 4, (40, 40, 40), 12, cv2.LINE_AA)


def half_in_shadow(picture):
    digit_in_the_middle(picture)
    picture[:, 200:] //= 2


def shadow_of_a_bar(picture):
    digit_in_the_middle(picture)
    picture[60:110] = picture[60:110] * 0.7


def sheet_on_a_desk(picture):
    picture[:] = 60
    cv2.fillPoly(picture, [np.array([(60, -20), (330, 20), (300, 330), (20, 280)])], (235, 235, 235))
    digit_in_the_middle(picture)


def ruled(picture):
    picture[::40] = picture[1::40] = 120
    digit_in_the_middle(picture)


def two_strokes(picture):
    for x in 100, 220:
        cv2.line(picture, (x, 0), (x, 300), (40, 40, 40), 20, cv2.LINE_AA)


@pytest.mark.parametrize(
    "draw",
    [
        digit_in_the_middle,
        half_in_shadow,
        shadow_of_a_bar,
        sheet_on_a_desk,
        ruled,
        two_strokes,
        lambda _: None,
    ],
)
def test_other_pictures_stay_as_they_are(draw):
    picture = np.full((300, 320, 3), 230, np.uint8)
    draw(picture)
    framed, margin = with_margin(picture)
    assert framed is picture
    assert margin == 0


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 900, 3), (900, 2, 3), (84, 84, 3)])
def test_any_size_of_picture(shape):
    picture = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    framed, margin = with_margin(picture)
    assert framed.shape[:2] == (shape[0] + 2 * margin, shape[1] + 2 * margin)


def squared(picture):
    picture[::40] = picture[:, ::40] = picture[1::40] = picture[:, 1::40] = 100


def folded(picture):
    cv2.line(picture, (0, 150), (320, 160), (90, 90, 90), 3)


@pytest.mark.parametrize("draw", [squared, folded])
def test_thin_lines_that_touch_a_digit_do_not_cut_it_out(draw):
    picture = np.full((300, 320, 3), 230, np.uint8)
    cv2.putText(picture, "5", (100, 220), cv2.FONT_HERSHEY_SIMPLEX, 5, (40, 40, 40), 26, cv2.LINE_AA)
    draw(picture)
    assert with_margin(picture)[1] == 0
