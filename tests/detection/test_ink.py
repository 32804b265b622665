"""Ink against drawings of which every pixel is known."""

import cv2
import numpy as np
import pytest

from mnist_core.detection.ink import separate_ink
from mnist_core.detection.strokes import stroke_width


@pytest.fixture
def drawing():
    canvas = np.zeros((300, 400), np.uint8)
    cv2.putText(canvas, "38", (90, 210), cv2.FONT_HERSHEY_SIMPLEX, 5, 255, 14, cv2.LINE_AA)
    return canvas / 255


def painted(drawing, paper, ink):
    paper, ink = np.array(paper, float), np.array(ink, float)
    return np.round(paper + drawing[..., None] * (ink - paper)).astype(np.uint8)


def agreement(ink, drawing):
    """Intersection over union of the ink found and the ink drawn."""
    found, drawn = ink.strength > 127, drawing > 0.5
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
    ink = separate_ink(painted(drawing, paper, colour))
    assert agreement(ink, drawing) > 0.9


@pytest.mark.parametrize(("paper", "colour"), GREY)
def test_polarity(drawing, paper, colour):
    assert separate_ink(painted(drawing, paper, colour)).dark == (colour[0] < paper[0])


@pytest.mark.parametrize("dark", [True, False])
def test_a_thick_ring_that_fills_its_picture_is_ink_and_its_hole_is_paper(dark):
    picture = np.full((200, 150, 3), 230 if dark else 25, np.uint8)
    cv2.ellipse(
        picture, (75, 100), (59, 84), 0, 0, 360, (40, 40, 40) if dark else (210, 210, 210), 32, cv2.LINE_AA
    )
    ink = separate_ink(picture)
    assert ink.dark == dark
    assert ink.strength[100, 75] == 0
    assert ink.strength[100, 30] > 200


def test_stroke_width_is_twice_the_area_over_the_outline(drawing):
    outlines, _ = cv2.findContours((drawing > 0.5).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    expected = 2 * (drawing > 0.5).sum() / sum(cv2.arcLength(outline, True) for outline in outlines)
    ink = separate_ink(painted(drawing, (255,) * 3, (0,) * 3))
    assert ink.stroke_width == pytest.approx(expected, rel=0.35)


@pytest.mark.parametrize("direction", [0, 1])
def test_a_gradient_of_half_the_range_is_no_ink(drawing, direction):
    height, width = drawing.shape
    light = np.linspace(1, 0.5, width)[None] if direction else np.linspace(1, 0.5, height)[:, None]
    picture = painted(drawing, (250,) * 3, (60,) * 3) * light[..., None]
    assert agreement(separate_ink(picture.astype(np.uint8)), drawing) > 0.85


def test_a_shadow_edge_is_no_ink(drawing):
    across = np.arange(drawing.shape[1])[None] + 0.3 * np.arange(drawing.shape[0])[:, None]
    light = 0.75 - 0.25 * np.tanh((across - 230) / 15)
    picture = painted(drawing, (240,) * 3, (40,) * 3) * light[..., None]
    ink = separate_ink(picture.astype(np.uint8))
    assert agreement(ink, drawing) > 0.9
    lit, shaded = (ink.strength[(drawing == 1) & part].mean() for part in (light > 0.95, light < 0.55))
    assert shaded == pytest.approx(lit, rel=0.1)


@pytest.mark.parametrize("colour", [(150, 148, 140), (255, 240, 120)])
def test_a_shadow_or_a_highlighter_across_a_digit_is_no_ink(drawing, colour):
    band = np.zeros(drawing.shape, np.uint8)
    cv2.line(band, (0, 60), (260, 299), 255, 60, cv2.LINE_AA)
    paper = painted(cv2.GaussianBlur(band, (0, 0), 4) / 255, (235, 232, 220), colour)
    picture = np.round(paper * (1 - 0.85 * drawing[..., None])).astype(np.uint8)
    ink = separate_ink(picture)
    assert agreement(ink, drawing) > 0.85
    beside = cv2.dilate(drawing, np.ones((15, 15))) == 0
    assert (ink.strength[beside] > 0).sum() < 0.02 * (drawing > 0.5).sum()


def test_no_ink_in_the_corner_between_a_shadow_and_the_frame(drawing):
    y, x = np.indices(drawing.shape)
    light = 0.75 - 0.25 * np.tanh((x - 0.35 * y - 330) / 10)
    picture = painted(drawing, (240,) * 3, (40,) * 3) * light[..., None]
    beside = cv2.dilate(drawing, np.ones((15, 15))) == 0
    assert not separate_ink(picture.astype(np.uint8)).strength[beside].any()


@pytest.mark.parametrize("side", [120, 300, 1000])
@pytest.mark.parametrize("grey", [0, 150, 200])
@pytest.mark.parametrize("line", [cv2.LINE_8, cv2.LINE_AA])
def test_a_pen_of_one_pixel_leaves_ink(side, grey, line):
    seven = np.array([(50, 50), (160, 50), (90, 230)]) * side // 270
    picture = np.full((side, side, 3), 235, np.uint8)
    cv2.polylines(picture, [seven], False, (grey,) * 3, 1, line)
    ink = separate_ink(picture).strength > 0
    assert ink[picture[..., 0] < (grey + 235) / 2].mean() > 0.95
    assert not ink[cv2.erode(picture[..., 0], np.ones((7, 7))) == 235].any()


@pytest.mark.parametrize("paper", [0, 90, 255])
def test_a_plain_page_has_no_ink(paper):
    assert not separate_ink(np.full((200, 300, 3), paper, np.uint8)).strength.any()


def test_paper_grain_is_no_ink():
    grain = np.random.default_rng(0).normal(200, 4, (400, 300, 1)).repeat(3, 2)
    assert not separate_ink(grain.clip(0, 255).astype(np.uint8)).strength.any()


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (50, 1), (2, 3), (5, 400)])
def test_any_size_of_picture(shape):
    picture = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    assert separate_ink(picture).strength.shape == shape


def test_a_rough_pen_leaves_solid_strokes(drawing):
    drawing = cv2.resize(drawing, None, fx=2, fy=2)
    random = np.random.default_rng(0)
    grain = cv2.GaussianBlur(random.random(drawing.shape), (0, 0), 1)
    rough = drawing * (grain > np.median(grain))
    ink = separate_ink(painted(rough, (235,) * 3, (180, 40, 40)))
    assert agreement(ink, rough) > 0.5
    assert agreement(ink, drawing) > 0.65
    assert ink.stroke_width > 2 * stroke_width(rough > 0.5)


def test_dots_in_a_line_stay_as_dark_as_they_are():
    dots = np.zeros((300, 400), np.uint8)
    for angle in np.linspace(0, 2 * np.pi, 60, endpoint=False):
        x, y = 200 + 95 * np.cos(angle), 150 + 95 * np.sin(angle)
        cv2.circle(dots, (round(x), round(y)), 3, 255, -1, cv2.LINE_AA)
    ink = separate_ink(painted(dots / 255, (255,) * 3, (0,) * 3))
    assert agreement(ink, dots / 255) > 0.9


def test_a_bright_spot_on_dim_paper_is_no_light_ink(drawing):
    y, x = np.indices(drawing.shape)
    spot = 110 * np.exp(-((y - 80) ** 2 + (x - 250) ** 2) / (2 * 60**2))
    picture = painted(drawing, (140,) * 3, (40,) * 3) + spot[..., None]
    ink = separate_ink(picture.clip(0, 255).astype(np.uint8))
    assert ink.dark
    assert agreement(ink, drawing) > 0.8


@pytest.mark.parametrize("side", [70, 100])
def test_noise_does_not_join_the_strokes_and_is_no_ink(drawing, side):
    drawing = cv2.resize(drawing[50:250], (2 * side, side), interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(0).normal(0, 35, (side, 2 * side, 1))
    written, empty = (
        separate_ink((painted(each, (200,) * 3, (30,) * 3) + noise).clip(0, 255).astype(np.uint8))
        for each in (drawing, np.zeros_like(drawing))
    )
    assert agreement(written, drawing) > 0.8
    assert not written.strength[cv2.dilate(drawing, np.ones((11, 11))) == 0].any()
    assert not empty.strength.any()


@pytest.mark.parametrize("depth", [0.3, 0.4])
def test_a_long_faint_stroke_that_touches_a_digit_is_no_ink(drawing, depth):
    ring = cv2.ellipse(np.zeros(drawing.shape), (170, 80), (90, 70), 0, 0, 360, depth, 7, cv2.LINE_AA)
    ink = separate_ink(painted(np.maximum(drawing, ring), (230,) * 3, (40,) * 3))
    beside = (ring > 0) & (cv2.dilate(drawing, np.ones((11, 11))) == 0)
    assert agreement(ink, drawing) > 0.9
    assert (ink.strength[beside] > 0).mean() < 0.15


def test_a_stroke_that_fades_keeps_its_end(drawing):
    drawing[140:] *= np.linspace(1, 0.4, 160)[:, None]
    ink = separate_ink(painted(drawing, (230,) * 3, (40,) * 3))
    assert (ink.strength[drawing > 0.45] > 0).mean() > 0.95
