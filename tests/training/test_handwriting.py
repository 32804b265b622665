"""Letters that look like digits are not learned as none, and a file that holds something else is named."""

import numpy as np
import pytest

from mnist_core.data.dataset import DatasetError
from mnist_core.training.handwriting import load_letters, load_writers


def test_letters_that_look_like_digits_are_left_out(tmp_path):
    images = np.arange(4, dtype=np.uint8)[:, None, None].repeat(28, 1).repeat(28, 2)
    np.savez(tmp_path / "letters.npz", images=images, labels=np.array(["O", "A", "l", "k"]))
    np.testing.assert_array_equal(load_letters(tmp_path / "letters.npz"), images[[1, 3]])


def test_without_a_file_there_are_none():
    assert load_letters(None).shape == (0, 28, 28)


@pytest.mark.parametrize(
    "arrays",
    [
        {"images": np.zeros((2, 28, 28), np.uint8)},
        {"images": np.zeros((2, 28, 28)), "labels": ["a", "b"]},
        {"images": np.zeros((2, 32, 32), np.uint8), "labels": ["a", "b"]},
        {"images": np.zeros((2, 28, 28), np.uint8), "labels": ["a"]},
        {"images": np.zeros((2, 28, 28), np.uint8), "labels": [1, 2]},
    ],
)
def test_a_file_without_images_of_letters_is_named(tmp_path, arrays):
    np.savez(tmp_path / "other.npz", **arrays)
    with pytest.raises(DatasetError, match=r"other\.npz"):
        load_letters(tmp_path / "other.npz")


def test_the_writers_of_a_training_set(tmp_path):
    np.savez(tmp_path / "writers.npz", train=np.array([3, 3, 1]))
    np.testing.assert_array_equal(load_writers(tmp_path / "writers.npz", 3), [3, 3, 1])
    assert load_writers(None, 3) is None


@pytest.mark.parametrize(
    "arrays", [{"test": [3, 3, 1]}, {"train": [3, 3]}, {"train": [3.0, 3.0, 1.0]}, {"train": [[3], [3], [1]]}]
)
def test_a_file_without_a_writer_for_each_image_is_named(tmp_path, arrays):
    np.savez(tmp_path / "other.npz", **arrays)
    with pytest.raises(DatasetError, match=r"other\.npz"):
        load_writers(tmp_path / "other.npz", 3)


@pytest.mark.parametrize("load", [load_letters, lambda path: load_writers(path, 3)])
def test_what_is_no_file_or_holds_objects_is_named(tmp_path, load):
    with pytest.raises(DatasetError, match="does not exist"):
        load(tmp_path / "none.npz")
    np.savez(tmp_path / "objects.npz", images=[object()], labels=[object()], train=[object()])
    with pytest.raises(DatasetError, match="npz with"):
        load(tmp_path / "objects.npz")
