"""Pieces of ink: parts and unions against NumPy on the whole page."""

import numpy as np
import pytest

from mnist_core.detection.regions import Region, connected, gap, join, shared_height, shared_width, union


def on_page(region, shape=(40, 60)):
    page = np.zeros(shape, np.float32)
    left, top, right, bottom = region.box
    page[top:bottom, left:right] = region.strength
    return page


@pytest.fixture
def region():
    strength = np.random.default_rng(1).uniform(0.3, 1, (12, 20)).astype(np.float32)
    return Region((5, 8, 25, 20), strength)


def test_joined_parts_are_the_whole(region):
    left = np.zeros((12, 20), bool)
    left[:, :7] = True
    parts = [region.part(left), region.part(~left)]
    np.testing.assert_array_equal(on_page(join(parts)), on_page(region))
    assert join(parts).box == region.box


def test_part_is_cropped_to_its_ink(region):
    inside = np.zeros((12, 20), bool)
    inside[3:5, 6:9] = True
    part = region.part(inside)
    assert part.box == (11, 11, 14, 13)
    assert (part.width, part.height) == (3, 2)
    assert region.part(np.zeros((12, 20), bool)) is None


def test_boxes():
    assert union([(1, 5, 3, 9), (2, 0, 8, 6)]) == (1, 0, 8, 9)
    assert gap((0, 0, 10, 10), (13, 14, 20, 20)) == 5
    assert gap((0, 0, 10, 10), (5, 5, 20, 20)) == 0
    assert shared_width((0, 0, 10, 5), (5, 0, 25, 5)) == 0.5
    assert shared_height((0, 0, 5, 10), (0, 12, 5, 22)) < 0


def test_the_largest_connected_pieces_are_cut_out_in_place():
    strength = np.zeros((20, 30), np.float32)
    strength[2:5, 3:9], strength[10:18, 12:20], strength[0, 29] = 0.5, 1.0, 0.7
    whole = Region((100, 50, 130, 70), strength)
    pieces = connected(whole, (strength > 0).view(np.uint8), 2)
    assert [piece.box for piece in pieces] == [(112, 60, 120, 68), (103, 52, 109, 55)]
    assert (pieces[1].strength == 0.5).all()
