"""Pieces of ink, in ink drawn here."""

import numpy as np

from mnist_core.detection.ink import Ink
from mnist_core.detection.pieces import MOST_PIECES, find_pieces
from mnist_core.detection.regions import drawn


def ink_of(strength):
    return Ink(strength, True, 3.0, 0.0, contrast=200.0, is_alone=True)


def test_what_is_connected_is_one_piece_and_the_largest_comes_first():
    strength = np.zeros((100, 200), np.uint8)
    strength[10:20, 10:20] = 200
    strength[30:90, 50:60] = 255
    strength[89, 60:150] = 80  # faint, and part of what it touches
    assert [piece.box for piece in find_pieces(ink_of(strength))] == [(50, 30, 150, 90), (10, 10, 20, 20)]


def test_all_ink_is_in_the_pieces_as_strong_as_it_was():
    strength = np.random.default_rng(0).integers(0, 256, (60, 80), dtype=np.uint8)
    strength[::4] = 0
    pieces = find_pieces(ink_of(strength))
    assert np.array_equal(drawn(pieces, strength.shape), strength)


def test_where_there_is_no_ink_there_is_no_piece():
    assert find_pieces(ink_of(np.zeros((50, 50), np.uint8))) == []


def test_of_too_many_pieces_the_smallest_are_left_out():
    strength = np.zeros((90, 90), np.uint8)
    strength[::3, ::3] = 255
    strength[30:60, 30:60] = 0
    strength[40:44, 50:54] = 255
    pieces = find_pieces(ink_of(strength))
    assert len(pieces) == MOST_PIECES
    assert pieces[0].box == (50, 40, 54, 44)
