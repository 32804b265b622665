"""The worksheet: what is to be done by hand comes out as its solution says."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.forward import forward
from mnist_core.lesson.weights import load_weights
from mnist_core.lesson.worksheet import COLUMNS, ROWS, make_worksheet

SEEN = forward(load_weights(), load_test_set()[0][18] / np.float32(255))


@pytest.mark.parametrize("place", [0, 6, 14])
def test_the_solution_is_what_a_hand_makes_of_the_sheet(place):
    sheet = make_worksheet(load_weights(), SEEN, place)
    for row in range(ROWS):
        for column in range(COLUMNS):
            total = sheet.bias
            for y in range(3):
                for x in range(3):
                    ink = sheet.pixels[sheet.row + row + y, sheet.column + column + x]
                    total += int(ink) * int(sheet.kernel[y, x])
            assert sheet.sums[row, column] == total
            assert sheet.solution[row, column] == max(total, 0)
    assert sheet.first_products.sum() + sheet.bias == sheet.sums[0, 0]


@pytest.mark.parametrize("place", range(32))
def test_its_numbers_are_small_and_follow_the_networks(place):
    sheet = make_worksheet(load_weights(), SEEN, place)
    assert np.abs(sheet.kernel).max() == 9
    assert (sheet.pixels.min(), sheet.pixels.max()) == (0, 10)
    unit = np.abs(load_weights().conv1_kernel[..., 0, place]).max() / 90
    cells = np.s_[sheet.row : sheet.row + ROWS, sheet.column : sheet.column + COLUMNS]
    # Half a step of ink on each weight, half a step of weight on full ink, half a step of the bias.
    most = 0.5 * np.abs(sheet.kernel).sum() + 0.5 * 10 * 9 + 0.5 + 9 * 0.25
    assert np.abs(sheet.solution - SEEN.conv1[(*cells, place)] / unit).max() <= most
