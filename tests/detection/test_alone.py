"""What is alone on its paper against drawings of which every pixel is known."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.alone import find_alone
from mnist_core.io.reduction import along_widest


@pytest.fixture
def drawing():
    """A 3 (300, 400), float in 0..1."""
    canvas = np.zeros((300, 400), np.uint8)
    cv2.putText(canvas, "3", (140, 210), cv2.FONT_HERSHEY_SIMPLEX, 5, 255, 14, cv2.LINE_AA)
    return canvas / 255


def things(picture):
    """Return all that is alone in a picture (h, w, 3)."""
    return [*find_alone(along_widest(picture))]


def alone(picture):
    """Return what is alone in a picture, the first of it, or None."""
    return next(iter(things(picture)), None)


def painted(drawing, paper=(255, 255, 255), ink=(0, 0, 0)):
    paper, ink = np.array(paper, float), np.array(ink, float)
    return np.round(paper + drawing[..., None] * (ink - paper)).astype(np.uint8)


def agreement(ink, drawing):
    """Intersection over union of the ink found and the ink drawn."""
    found, drawn = np.zeros(drawing.shape, bool), drawing > 0.5
    left, top, right, bottom = ink.box
    found[top:bottom, left:right] = ink.strength > 0.5
    return (found & drawn).sum() / (found | drawn).sum()


GREY = [((255,) * 3, (0,) * 3), ((0,) * 3, (255,) * 3), ((128,) * 3, (88,) * 3), ((200,) * 3, (240,) * 3)]
COLOUR = [
    ((255, 255, 255), (255, 240, 0)),
    ((0, 150, 0), (235, 60, 0)),
    ((250, 240, 220), (40, 60, 200)),
    ((30, 80, 50), (250, 250, 240)),
]


@pytest.mark.parametrize(("paper", "colour"), GREY + COLOUR)
def test_any_ink_on_any_paper(drawing, paper, colour):
    assert agreement(alone(painted(drawing, paper, colour)), drawing) > 0.9


@pytest.mark.parametrize(("paper", "colour"), GREY)
def test_polarity_and_contrast(drawing, paper, colour):
    ink = alone(painted(drawing, paper, colour))
    assert ink.dark == (colour[0] < paper[0])
    assert 0 < ink.contrast <= 1


@pytest.mark.parametrize("dark", [True, False])
def test_a_thick_ring_that_fills_its_picture_is_ink_and_its_hole_is_paper(dark):
    ring = np.zeros((200, 150), np.uint8)
    cv2.ellipse(ring, (75, 100), (52, 77), 0, 0, 360, 255, 30, cv2.LINE_AA)
    ink = alone(painted(ring / 255, *((230,) * 3, (40,) * 3) if dark else ((25,) * 3, (210,) * 3)))
    assert ink.dark == dark
    assert agreement(ink, ring / 255) > 0.9


def test_light_that_falls_off_is_no_ink(drawing):
    light = np.linspace(1, 0.5, 400)[None, :, None]
    assert agreement(alone((painted(drawing) * light).astype(np.uint8)), drawing) > 0.9


def test_a_test_digit_on_a_page_is_all_of_its_ink():
    found = 0
    for image in load_test_set()[0][:100]:
        page = np.zeros((300, 300), np.uint8)
        page[80:220, 60:200] = cv2.resize(image, (140, 140), interpolation=cv2.INTER_CUBIC)
        ink = alone(painted(page / 255))
        found += ink is not None and agreement(ink, page / 255) > 0.9
    assert found >= 95  # some are of two strokes, or break


def test_blank_paper_has_nothing_on_it():
    for level in (0, 128, 255):
        assert alone(np.full((200, 300, 3), level, np.uint8)) is None


def test_two_things_are_not_alone(drawing):
    assert alone(painted(np.maximum(drawing, np.roll(drawing, 110, axis=1)))) is None


def test_what_the_frame_cuts_is_not_alone(drawing):
    assert alone(painted(drawing[150:])) is None


def test_texture_is_no_even_paper(drawing):
    draw = np.random.default_rng(0)
    assert alone(draw.integers(0, 256, (200, 300, 3)).astype(np.uint8)) is None
    spots = cv2.resize(draw.random((30, 40)), (400, 300), interpolation=cv2.INTER_NEAREST) > 0.7
    assert alone(painted(np.maximum(drawing, 0.4 * spots))) is None


def test_a_beast_and_a_blot_are_not_drawn_as_digits_are():
    beast, blot = np.zeros((2, 400, 400), np.uint8)
    cv2.ellipse(beast, (200, 160), (110, 60), 0, 0, 360, 255, -1)
    for x in (120, 160, 240, 280):
        cv2.line(beast, (x, 200), (x, 340), 255, 6)
    cv2.ellipse(blot, (200, 200), (40, 70), 30, 0, 360, 255, -1, cv2.LINE_AA)
    assert [alone(painted(each / 255)) for each in (beast, blot)] == [None] * 2


def test_hardly_any_test_digit_is_filled():
    pages = (np.pad(image, 20)[..., None].repeat(3, 2) for image in load_test_set()[0][:500])
    assert sum(alone(page) is None for page in pages) < 25


def test_tiny_and_narrow_pictures_are_looked_at():
    for shape in ((1, 1, 3), (1, 500, 3), (500, 2, 3)):
        assert alone(np.zeros(shape, np.uint8)) is None
        assert alone(np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)) is None


def test_what_is_alone_on_a_tile_is_found_on_it(drawing):
    tile = np.zeros(drawing.shape)
    tile[20:280, 110:290] = 1
    shades = [things(painted(tile - 0.8 * drawing)), things(255 - painted(tile - 0.8 * drawing))]
    for found, dark in zip(shades, (False, True), strict=True):
        within = [ink for ink in found if ink.dark == dark]
        assert len(within) == 1
        assert agreement(within[0], drawing) > 0.9


def test_nothing_is_within_a_stroke(drawing):
    assert len(things(painted(drawing))) == 1


def test_a_tile_is_not_drawn_whatever_is_left_out_of_it():
    for text in ("1", "8", "9"):  # a bar; two loops, whose insides are dark as the tile is; one
        drawing = np.zeros((300, 300), np.uint8)
        cv2.putText(drawing, text, (100, 210), cv2.FONT_HERSHEY_SIMPLEX, 5, 255, 14, cv2.LINE_AA)
        left, top, width, height = cv2.boundingRect(drawing)
        tile = np.zeros(drawing.shape)
        tile[top - 20 : top + height + 20, left - 20 : left + width + 20] = 1
        [ink] = things(painted(tile - 0.8 * drawing / 255))
        assert not ink.dark
        assert agreement(ink, drawing / 255) > 0.9


def test_what_is_only_outlined_is_found_filled(drawing):
    outline = drawing - cv2.erode(drawing, np.ones((7, 7)))
    assert agreement(alone(painted(outline)), drawing) > 0.9
