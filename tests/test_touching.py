"""Cuts through ink that has grown together."""

import cv2
import numpy as np

from mnist_core.regions import Region, join
from mnist_core.touching import MOST_CUTS, cut


def region_of(canvas):
    height, width = canvas.shape
    return Region((0, 0, width, height), canvas / np.float32(255)).part(np.ones(canvas.shape, bool))


def two_rings():
    canvas = np.zeros((120, 200), np.uint8)
    cv2.ellipse(canvas, (60, 60), (36, 50), 0, 0, 360, 255, 8)
    cv2.ellipse(canvas, (138, 60), (36, 50), 0, 0, 360, 255, 8)
    return region_of(canvas)


def test_slices_are_the_whole():
    region = two_rings()
    whole = join(cut(region))
    assert whole.box == region.box
    np.testing.assert_array_equal(whole.strength, region.strength)


def test_some_cut_parts_two_touching_rings():
    region = two_rings()
    rights = [part.box[2] for part in cut(region)]
    middle = (region.box[0] + region.box[2]) / 2
    assert min(abs(right - middle) for right in rights) < 0.1 * region.width


def test_slices_are_few_and_in_order():
    noise = np.random.default_rng(0).integers(0, 256, (300, 900)).astype(np.uint8)
    parts = cut(region_of(noise))
    assert len(parts) <= MOST_CUTS + 1
    lefts = [part.box[0] + part.box[2] for part in parts]
    assert lefts == sorted(lefts)


def test_a_narrow_bar_is_not_cut():
    bar = np.full((100, 8), 255, np.uint8)
    assert len(cut(region_of(bar))) == 1
