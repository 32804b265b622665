"""Cuts through ink that has grown together."""

import cv2
import numpy as np

from mnist_core.detection.regions import Region
from mnist_core.recognition.hypotheses import WIDEST
from mnist_core.recognition.touching import BENDS, MOST_CUTS, cut


def region_of(canvas):
    height, width = canvas.shape
    return Region((0, 0, width, height), canvas / np.float32(255)).part(np.ones(canvas.shape, bool))


def two_rings():
    canvas = np.zeros((120, 200), np.uint8)
    cv2.ellipse(canvas, (60, 60), (36, 50), 0, 0, 360, 255, 8)
    cv2.ellipse(canvas, (138, 60), (36, 50), 0, 0, 360, 255, 8)
    return region_of(canvas)


def test_the_whole_is_a_part_and_the_parts_are_in_it():
    region = two_rings()
    parts = cut(region)
    assert parts[0].region is region
    assert all((parts[0].start, parts[0].stop) != (part.start, part.stop) for part in parts[1:])
    for part in parts:
        left, top, right, bottom = np.array(part.region.box) - region.box[:2] * 2
        inked = part.region.strength > 0
        assert part.start < part.stop
        np.testing.assert_array_equal(
            part.region.strength[inked], region.strength[top:bottom, left:right][inked]
        )


def ink_in(part):
    return float(part.region.strength.sum())


def test_parts_next_to_each_other_hold_all_ink_and_may_share_a_stroke():
    parts = cut(two_rings())
    pairs = [(a, b) for a in parts for b in parts if a.stop == b.start]
    wholes = {(part.start, part.stop): ink_in(part) for part in reversed(parts)}  # the first is without more
    shared = [
        ink_in(a) + ink_in(b) - wholes[a.start, b.stop] for a, b in pairs if (a.start, b.stop) in wholes
    ]
    shares_none = np.isclose(shared, 0, atol=0.1)
    assert np.min(shared) > -0.1
    assert shares_none.any()
    assert not shares_none.all()
    assert max(shared) < 0.5 * wholes[0, max(part.stop for part in parts)]


def test_a_stroke_on_which_two_rings_meet_may_belong_to_both():
    canvas = np.zeros((120, 200), np.uint8)
    cv2.rectangle(canvas, (20, 20), (80, 100), 255, 8)
    cv2.rectangle(canvas, (80, 20), (140, 100), 255, 8)
    parts = cut(region_of(canvas))
    last = max(part.stop for part in parts)
    rings = [part for part in parts if part.region.width < 80 and holes(part.region) == 1]
    assert any(a.start == 0 and a.stop == b.start and b.stop == last for a in rings for b in rings)


def holes(region):
    paper = np.pad((region.strength == 0).astype(np.uint8), 1, constant_values=1)
    return cv2.connectedComponents(paper, connectivity=4)[0] - 2


def test_some_cut_parts_two_touching_rings():
    region = two_rings()
    last = max(part.stop for part in cut(region))
    middle = (region.box[0] + region.box[2]) / 2
    lefts = {part.stop: part.region.box[2] for part in cut(region) if part.start == 0}
    rights = {part.start: part.region.box[0] for part in cut(region) if part.stop == last}
    assert min(abs(lefts[at] - middle) + abs(rights[at] - middle) for at in lefts.keys() & rights) < 30


def test_a_free_cut_runs_around_a_stroke_that_reaches_over_the_next_digit():
    seven, ring = np.zeros((2, 120, 200), np.uint8)
    cv2.polylines(seven, [np.array([[20, 20], [130, 20], [60, 105]])], False, 255, 14)
    cv2.ellipse(ring, (132, 82), (26, 28), 0, 0, 360, 255, 12)
    canvas = np.maximum(seven, ring)
    canvas[56:62, 100:112] = 255
    off = [np.abs(_on(canvas, part.region) - seven / 255).sum() for part in cut(region_of(canvas))]
    assert min(off) < 0.1 * (seven / 255).sum()


def _on(canvas, region):
    """Return the ink of `region` alone, on a canvas of that shape."""
    left, top, right, bottom = region.box
    alone = np.zeros(canvas.shape)
    alone[top:bottom, left:right] = region.strength
    return alone


def test_parts_are_few_and_no_wider_than_a_digit():
    noise = np.random.default_rng(0).integers(0, 256, (300, 900)).astype(np.uint8)
    first, *parts = cut(region_of(noise))
    edges = len(BENDS) * MOST_CUTS + 2
    assert len(parts) <= edges * (edges - 1) / 2
    assert first.region.width == 900
    assert all(part.region.width <= WIDEST * part.region.height for part in parts)


def test_a_narrow_bar_is_not_cut():
    bar = np.full((100, 8), 255, np.uint8)
    assert len(cut(region_of(bar))) == 1
