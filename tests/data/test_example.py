"""The example page: ink on paper, with what makes real pages hard."""

import numpy as np

from mnist_core.data.dataset import load_test_set
from mnist_core.data.example import DIGIT_SIDE, example_page


def test_it_has_dark_blue_ink_on_light_paper_in_a_shadow():
    images, _ = load_test_set()
    page = example_page(images[[4]]).astype(int)
    assert page.shape == (2 * DIGIT_SIDE, 3 * DIGIT_SIDE, 3)
    paper, shadowed = page[10, 10], page[-10, -10]
    assert paper.sum() > 1.4 * shadowed.sum()
    ink = page.reshape(-1, 3)[page.sum(2).argmin()]
    assert ink[2] > ink[0]
    assert ink.sum() < 0.6 * shadowed.sum()


def test_it_is_the_same_every_time():
    images, _ = load_test_set()
    assert np.array_equal(example_page(images[:2]), example_page(images[:2]))
