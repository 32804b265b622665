"""From ideal outputs of the detector, made from scenes whose digits are known, the digits come back."""

from dataclasses import replace

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.instances import find_instances
from mnist_core.detection.looking import Look
from mnist_core.detection.outputs import OFFSET_UNIT
from mnist_core.training.detector import targets
from mnist_core.training.detector.targets import make_target
from mnist_core.training.scenes import Canvas, Glyphs
from mnist_core.training.scenes.writing import Spacing, Writer


@pytest.fixture(scope="module")
def glyphs():
    return Glyphs.of(*load_test_set())


def ideal(canvas):
    """Return the look at a canvas of a detector that makes no mistake."""
    where, what = (each.astype(np.float32) for each in make_target(canvas))
    classes = np.maximum(what[..., targets.CLASS], 0).astype(int)
    return Look(
        ink=where[..., targets.INK],
        heat=where[..., targets.HEAT],
        closer=where[..., targets.CLOSER],
        classes=9 * np.eye(11, dtype=np.float32)[classes],
        offset=what[..., targets.OFFSET] * OFFSET_UNIT,
        scale=0.5,
        left=10,
        top=20,
    )


def written(glyphs, seed, spacing):
    rng = np.random.default_rng(seed)
    canvas = Canvas.blank(96, 160)
    writer = Writer(canvas, glyphs, rng, letters=0.3)
    # Even and upright: none is cut by the edge, and each has a centre of its own.
    writer.uneven, writer.hand = 0.0, replace(writer.hand, slant=0.0)
    for top in (4, 52):
        writer.row(6, top, 30, 4, spacing)
    return canvas


@pytest.mark.parametrize("seed", range(6))
def test_every_digit_comes_back_with_its_box_and_value(glyphs, seed):
    canvas = written(glyphs, seed, Spacing(0.1, 0.4))
    found = find_instances(ideal(canvas))
    assert len(found) == len(canvas.placed) > 3
    for placed in canvas.placed:
        expected = np.clip(placed.box, 0, canvas.shape[::-1] * 2) * 2 + (10, 20, 10, 20)
        nearest = min(found, key=lambda each: np.abs(np.array(each.box) - expected).sum())
        assert np.abs(np.array(nearest.box) - expected).max() <= 4
        assert nearest.votes.argmax() == placed.value
        assert nearest.votes.max() > 0.9
        assert nearest.heat > 0.99


@pytest.mark.parametrize("seed", range(6))
def test_digits_that_touch_come_back_apart(glyphs, seed):
    canvas = written(glyphs, seed, Spacing(-0.12, 0))
    found = find_instances(ideal(canvas))
    own = sorted(placed.value for placed in canvas.placed if placed.seen >= targets.SEEN)
    assert sorted(int(each.votes.argmax()) for each in found) == own


def test_nothing_is_found_where_there_is_no_centre():
    canvas = Canvas.blank(48, 48)
    canvas.lines([np.array([(2, 2), (40, 40)])], 3)
    assert find_instances(ideal(canvas)) == []


def digit_beside_a_line(chance):
    """A look at a digit of two strokes, sure, and at a line beside it that is so likely to be its ink."""
    ink, heat = np.zeros((2, 48, 48), np.float32)
    ink[10:36, 14:18] = ink[10:36, 24:28] = 0.9
    ink[6:40, 34:36] = chance
    heat[22, 20] = 0.9
    y, x = np.indices(ink.shape, np.float32)
    offset = np.stack([20 - x, 22 - y], -1)
    classes = np.zeros((48, 48, 11), np.float32)
    return Look(ink, heat, np.zeros_like(ink), classes, offset, 1.0, 0, 0)


@pytest.mark.parametrize(("chance", "right"), [(0.4, 28), (0.55, 28), (0.8, 36)])
def test_what_is_far_less_sure_than_a_digit_s_ink_is_none_of_it(chance, right):
    [found] = find_instances(digit_beside_a_line(chance))
    assert found.box[0] == 14
    assert found.box[2] == right
