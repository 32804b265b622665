"""Digits in several inks, on pages painted here."""

import cv2
import numpy as np
import pytest

from mnist_core.detection.inks import separate_inks

BLACK, WHITE = (35, 35, 38), (230, 230, 226)


def drawn(text, x, y=260, thickness=12, blur=0.0):
    """A drawing (400, 600) in 0..1."""
    canvas = np.zeros((400, 600), np.uint8)
    cv2.putText(canvas, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 5, 255, thickness, cv2.LINE_AA)
    return (cv2.GaussianBlur(canvas, (0, 0), blur) if blur else canvas) / 255


def page(*layers, paper=WHITE):
    """The layers, each a drawing and its colour, on grainy paper."""
    picture = np.zeros((400, 600, 3)) + paper
    for drawing, colour in layers:
        picture += drawing[..., None] * (np.array(colour) - picture)
    return (picture + np.random.default_rng(0).normal(0, 2, picture.shape)).clip(0, 255).astype(np.uint8)


def share(ink, drawing):
    """How much of a drawing is full ink."""
    return (ink.strength > 190)[drawing > 0.7].mean()


@pytest.mark.parametrize(
    "colour", [(170, 170, 170), (150, 150, 150), (215, 50, 50), (130, 205, 232), (235, 140, 60)]
)
@pytest.mark.parametrize("thickness", [7, 12])
def test_a_fainter_digit_beside_others_is_ink_at_full_strength(colour, thickness):
    first, second = drawn("3", 100), drawn("8", 350, thickness=thickness)
    ink = separate_inks(page((first, BLACK), (second, colour)))
    assert share(ink, first) > 0.9
    assert share(ink, second) > 0.9
    assert (ink.strength > 0).sum() < 1.5 * ((first > 0) | (second > 0)).sum()


def test_light_inks_on_dark_paper():
    first, second = drawn("3", 100), drawn("8", 350)
    ink = separate_inks(page((first, (240, 240, 235)), (second, (110, 112, 110)), paper=(40, 50, 45)))
    assert not ink.dark
    assert min(share(ink, first), share(ink, second)) > 0.9


def test_several_faint_digits_are_no_clutter():
    layers = [(drawn("3", 50), BLACK), *((drawn("2", x), (165,) * 3) for x in (200, 320, 440))]
    assert separate_inks(page(*layers)).clutter < 0.05


@pytest.mark.parametrize(
    ("drawing", "colour"),
    [
        (drawn("8", 350, blur=4), (165,) * 3),  # shows through from the back
        (drawn("8", 350), (200,) * 3),  # erased
        (drawn("8", 350, y=130), (165,) * 3),  # elsewhere on the page
        (drawn("-", 350), (165,) * 3),  # a fold
        (drawn("1", 350, thickness=45, blur=2), (165,) * 3),  # a shadow
    ],
)
def test_what_is_no_digit_beside_the_others_is_no_ink(drawing, colour):
    first = drawn("3", 100)
    ink = separate_inks(page((first, BLACK), (drawing, colour)))
    assert share(ink, first) > 0.9
    assert (ink.strength > 0)[drawing > 0.1].mean() < 0.05


def test_one_ink_is_seen_as_it_is():
    first = drawn("38", 100)
    ink = separate_inks(page((first, BLACK)))
    assert ink.is_alone
    assert share(ink, first) > 0.9
