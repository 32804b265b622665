"""Images become pictures that show them."""

import cv2
import numpy as np
import pytest

from mnist_core.evaluation.scenes import digits as scenes


def test_a_pasted_digit_stands_out_by_the_stated_levels(digits):
    random = np.random.default_rng(3)
    for image in digits:
        picture = scenes.pasted(image, random)
        assert picture.shape == (480, 640)
        assert np.ptp(picture.astype(int)) >= scenes.APART - 1


def test_paper_is_light_and_ink_dark(picture):
    assert picture.shape == (300, 300)
    assert picture[0, 0] == np.median(picture) == scenes.PAPER
    assert picture.min() == pytest.approx(scenes.INK, abs=10)


def test_digits_run_together_are_fewer_pieces_of_ink(digits):
    for pair in digits[:30].reshape(15, 2, 28, 28):
        page = scenes.touching(pair, np.random.default_rng(0), overlaps=(1,))
        alone = sum(_pieces(scenes.on_paper(each)) for each in pair)
        assert _pieces(page) < alone


@pytest.mark.parametrize("overlap", [-1, 0, 3])
def test_ink_runs_together_by_as_much_as_is_asked(overlap):
    first, second = np.zeros((2, 28, 28), np.uint8)
    first[5:20, 4:14] = 255
    second[8:24, 10:16] = 200
    together = scenes.run_together(first, second, overlap)
    assert (together[12] > 0).sum() == 10 + 6 - max(overlap, 0)
    assert np.ptp(np.flatnonzero(together[12])) + 1 == 10 + 6 - overlap
    assert (together[22] > 0).sum() == 6


def test_the_box_holds_all_ink_and_no_more():
    picture = np.full((60, 80), 230.0)
    picture[10:30, 20:50] = 40
    assert scenes.ink_box(picture) == (20, 10, 50, 30)


def _pieces(page):
    return cv2.connectedComponents((page < 160).astype(np.uint8))[0] - 1
