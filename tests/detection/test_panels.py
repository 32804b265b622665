"""Digits left out of filled shapes are found; bold digits, whose holes are like them, stay what they are."""

import cv2
import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.detection.ink import separate_ink
from mnist_core.detection.panels import off_their_panels
from mnist_core.detection.pieces import find_pieces
from mnist_core.evaluation.scenes.digits import enlarged


def page(side=400, colour=(235, 235, 235)):
    return np.full((side, side, 3), colour, np.uint8)


def pieces_of(picture):
    ink = separate_ink(picture)
    return off_their_panels(find_pieces(ink), ink), ink


@pytest.mark.parametrize("colour", [(20, 20, 20), (200, 30, 40), (68, 1, 84)])
@pytest.mark.parametrize("shape", ["tile", "narrow tile", "disc"])
def test_what_is_left_out_of_a_panel_is_the_ink(shape, colour):
    picture = page()
    if shape == "tile":
        cv2.rectangle(picture, (80, 80), (320, 320), colour, -1)
    elif shape == "narrow tile":
        cv2.rectangle(picture, (135, 80), (265, 320), colour, -1)
    else:
        cv2.circle(picture, (200, 200), 130, colour, -1, cv2.LINE_AA)
    cv2.ellipse(picture, (200, 200), (45, 70), 0, 0, 360, (235, 235, 235), 14, cv2.LINE_AA)
    (pieces, ink), before = pieces_of(picture)
    drawn = np.zeros(picture.shape[:2], np.uint8)
    cv2.ellipse(drawn, (200, 200), (45, 70), 0, 0, 360, 255, 14, cv2.LINE_AA)
    assert len(pieces) == 1
    assert ink.dark != before.dark
    assert ink.stroke_width == pytest.approx(14, abs=2)
    assert np.abs(ink.strength.astype(int) - drawn).mean() < 1


def test_the_panels_of_a_figure_are_read_and_its_labels_are_not():
    images, labels = load_test_set()
    figure = page(side=600, colour=(255, 255, 255))
    for at, image in enumerate(images[:4]):
        left = 20 + 140 * at
        figure[200:312, left : left + 112] = np.kron(image, np.ones((4, 4)))[..., None]
        cv2.putText(figure, f"y = {at}", (left + 30, 190), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1)
    reading = load_recognizer().read(figure)
    assert reading.text == "".join(map(str, labels[:4]))
    assert reading.summary.startswith("Light ink on dark paper")


@pytest.mark.parametrize("digit", "0689")
def test_a_bold_digit_is_no_panel(digit):
    picture = page()
    cv2.putText(picture, digit, (110, 290), cv2.FONT_HERSHEY_TRIPLEX, 8, (20, 20, 20), 52, cv2.LINE_AA)
    (pieces, ink), before = pieces_of(picture)
    assert ink is before
    assert len(pieces) == 1


@pytest.mark.parametrize("shape", ["ring", "square ring", "box", "plain tile"])
def test_rings_boxes_and_plain_tiles_are_no_panels(shape):
    picture = page()
    if shape == "ring":
        cv2.circle(picture, (200, 200), 90, (20, 20, 20), 70, cv2.LINE_AA)
    elif shape == "square ring":
        cv2.rectangle(picture, (120, 120), (280, 280), (20, 20, 20), 60)
    else:
        cv2.rectangle(picture, (100, 100), (300, 300), (20, 20, 20), 6 if shape == "box" else -1)
    (_, ink), before = pieces_of(picture)
    assert ink is before


def test_the_boldest_zeros_of_mnist_are_no_panels():
    images, labels = load_test_set()
    zeros = sorted(images[labels == 0], key=np.sum)[-40:]
    pictures = [255 - enlarged(image, np.random.default_rng(0)).clip(0, 255) for image in zeros]
    inks = [pieces_of(picture.astype(np.uint8)[..., None].repeat(3, 2)) for picture in pictures]
    assert sum(ink is before for (_, ink), before in inks) == 40


def test_a_small_panel_beside_more_ink_is_none():
    picture = page(side=800)
    cv2.rectangle(picture, (20, 20), (80, 80), (20, 20, 20), -1)
    cv2.line(picture, (50, 30), (50, 70), (235, 235, 235), 6)
    for x in range(150, 750, 60):
        cv2.line(picture, (x, 300), (x, 700), (20, 20, 20), 12)
    (_, ink), before = pieces_of(picture)
    assert ink is before
