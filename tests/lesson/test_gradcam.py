"""Grad-CAM's cells, put where they look. What the cells are is tested with the gradients."""

import numpy as np
import pytest

from mnist_core.lesson.convolution import convolve, max_pool
from mnist_core.lesson.gradcam import on_image

ONES = np.ones((3, 3, 1, 1), np.float32)


def reaches(place, cell):
    """Return whether a pixel has a part in a cell of conv2."""
    image = np.zeros((28, 28, 1), np.float32)
    image[place] = 1
    return convolve(max_pool(convolve(image, ONES, 0)), ONES, 0)[(*cell, 0)] > 0


@pytest.mark.parametrize("cell", [(1, 1), (5, 5), (9, 3)])
def test_the_heat_of_a_cell_lies_in_the_middle_of_what_it_looks_at(cell):
    cells = np.zeros((11, 11))
    cells[cell] = 1
    heat = on_image(cells)
    centre = np.tensordot(np.indices(heat.shape), heat, 2) / heat.sum()
    seen = [place for place in np.ndindex(28, 28) if reaches(place, cell)]
    np.testing.assert_allclose(centre, np.mean(seen, axis=0), atol=1e-4)


def test_what_is_even_stays_even_to_the_edges():
    np.testing.assert_allclose(on_image(np.full((11, 11), 0.7)), 0.7, atol=1e-6)
