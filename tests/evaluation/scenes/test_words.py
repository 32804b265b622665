"""Words and letters stand before the number, and the number stays as it is."""

import numpy as np
import pytest

from mnist_core.evaluation.scenes import words


@pytest.mark.parametrize("scene", [words.beside_a_printed_word, words.beside_letters])
@pytest.mark.parametrize("seed", range(5))
def test_words_take_room_to_the_left_of_the_digits(scene, seed):
    bar = np.zeros((1, 28, 28), np.uint8)
    bar[:, 4:24, 11:17] = 255
    picture = scene(bar, np.random.default_rng(seed))
    dark = (picture < np.percentile(picture, 95, axis=0) - 40).any(0)
    begins = np.flatnonzero(np.diff(dark.astype(int)) == 1)
    assert len(begins) >= 2
    assert begins[-1] - begins[0] > 0.3 * picture.shape[0]


def test_no_word_has_a_letter_that_is_drawn_as_a_digit():
    assert not set("".join(words.WORDS)) & set("OoIlSsZzBbGgQq0123456789")


@pytest.mark.parametrize("word", words.WORDS)
def test_printed_words_are_cut_to_their_ink(word):
    ink, below = words.printed(word, 60)
    assert ink[0].any()
    assert ink[-1].any()
    assert 0 <= below < 0.2 * len(ink)
