"""Letters that look like digits are not learned as none."""

import numpy as np
import pytest

from mnist_core.training.handwriting import load_letters


def test_letters_that_look_like_digits_are_left_out(tmp_path):
    images = np.arange(4, dtype=np.uint8)[:, None, None].repeat(28, 1).repeat(28, 2)
    np.savez(tmp_path / "letters.npz", images=images, labels=np.array(["O", "A", "l", "k"]))
    np.testing.assert_array_equal(load_letters(tmp_path / "letters.npz"), images[[1, 3]])


def test_without_a_file_there_are_none():
    assert load_letters(None).shape == (0, 28, 28)


def test_another_file_is_an_error(tmp_path):
    np.savez(tmp_path / "other.npz", a=1)
    with pytest.raises(KeyError):
        load_letters(tmp_path / "other.npz")
