"""Numbers are written with all of their digits, and with what is said to be around them."""

import cv2
import numpy as np
import pytest

from mnist_core.evaluation.scenes import numbers

SEEDS = pytest.mark.parametrize("seed", range(5))
ONE = np.zeros((8, 28, 28), np.uint8)
ONE[:, 4:24, 11:17] = 255  # eight upright bars: as a rule can count them


def ink(picture):
    """Return where a picture is darker than halfway between its paper and its ink."""
    return picture < (picture.max() + picture.min()) / 2


def pieces(picture, least=20):
    areas = cv2.connectedComponentsWithStats(ink(picture).astype(np.uint8))[2][1:, cv2.CC_STAT_AREA]
    return int((areas > least).sum())


@SEEDS
@pytest.mark.parametrize("scene", [numbers.plain, numbers.tight])
def test_every_digit_stands_alone(scene, seed):
    assert pieces(scene(ONE, np.random.default_rng(seed))) == 8


@SEEDS
def test_tight_is_cut_at_the_ink(seed):
    rows, columns = np.nonzero(ink(numbers.tight(ONE, np.random.default_rng(seed))))
    picture = numbers.tight(ONE, np.random.default_rng(seed))
    assert columns.min() <= 3
    assert columns.max() >= picture.shape[1] - 4
    assert rows.min() <= 6


@SEEDS
def test_dates_have_two_slashes_and_amounts_a_comma(seed):
    dates, plain, amounts = (
        pieces(scene(ONE, np.random.default_rng(seed)), least=3)
        for scene in (numbers.as_date, numbers.plain, numbers.as_amount)
    )
    assert dates == plain + 2
    assert amounts in (plain + 1, plain + 2)


@SEEDS
def test_there_is_a_box_for_each_digit(seed):
    blank = np.zeros((6, 28, 28), np.uint8)
    blank[:, 13:15, 13:15] = 255
    picture = numbers.in_boxes(blank, np.random.default_rng(seed))
    lines = ink(picture) | (picture < np.median(picture) - 25)
    holes = cv2.connectedComponentsWithStats((~lines).astype(np.uint8))[2][1:, cv2.CC_STAT_AREA]
    assert (holes > 600).sum() >= 1 + 6  # the page around, and the boxes


@SEEDS
def test_a_ledgers_line_runs_through_the_feet(seed):
    picture = numbers.on_ledger_lines(ONE, np.random.default_rng(seed))
    across = (picture < np.percentile(picture, 90, axis=0) - 20).mean(1)
    lines = np.flatnonzero(across > 0.95)
    rows = np.flatnonzero((across > 0.1) & (across < 0.9))
    assert ((lines > rows.max() - 0.35 * np.ptp(rows)) & (lines <= rows.max() + 3)).any()


def test_a_page_has_its_rows():
    digits = np.concatenate([ONE, ONE])
    picture = numbers.page(digits, np.random.default_rng(0), (4, 8, 4))
    columns = ink(picture).any(1).astype(int)
    assert (np.diff(columns) == 1).sum() == 3
    assert pieces(picture) == 16


@pytest.mark.parametrize(
    "scene", [numbers.plain, numbers.in_boxes, numbers.on_ledger_lines, numbers.as_date, numbers.as_amount]
)
def test_the_same_seed_gives_the_same_picture(scene, digits):
    first, second = (scene(digits[:8], np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
