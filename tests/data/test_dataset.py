"""MNIST loads from the bundle and from a file, and splits the same way every time."""

import numpy as np
import pytest

from mnist_core.data.dataset import DatasetError, load_test_set, load_training_set, split


def save_training_set(path, images=None, labels=None):
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (20, 28, 28), dtype=np.uint8) if images is None else images
    labels = np.arange(20, dtype=np.uint8) % 10 if labels is None else labels
    np.savez(path, x_train=images, y_train=labels)
    return images, labels


def test_bundled_test_set_is_the_published_one():
    images, labels = load_test_set()
    assert images.shape == (10000, 28, 28)
    assert images.dtype == np.uint8
    # The published counts of each digit, and the first labels.
    assert np.bincount(labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert labels[:5].tolist() == [7, 2, 1, 0, 4]


def test_test_set_cannot_be_changed_by_a_caller():
    images, _ = load_test_set()
    with pytest.raises(ValueError, match="read-only"):
        images[0] = 0


def test_training_set_loads_from_a_file(tmp_path):
    images, labels = save_training_set(tmp_path / "mnist.npz")
    loaded_images, loaded_labels = load_training_set(tmp_path / "mnist.npz")
    np.testing.assert_array_equal(loaded_images, images)
    np.testing.assert_array_equal(loaded_labels, labels)


def test_missing_training_file_is_named(tmp_path):
    with pytest.raises(DatasetError, match=r"nowhere\.npz does not exist"):
        load_training_set(tmp_path / "nowhere.npz")


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 cut short"])
def test_broken_training_file_is_refused(tmp_path, content):
    path = tmp_path / "mnist.npz"
    path.write_bytes(content)
    with pytest.raises(DatasetError, match="npz with x_train and y_train"):
        load_training_set(path)


def test_other_arrays_are_refused(tmp_path):
    path = tmp_path / "mnist.npz"
    np.savez(path, images=np.zeros((3, 28, 28), np.uint8))
    with pytest.raises(DatasetError, match="x_train"):
        load_training_set(path)
    np.save(tmp_path / "array.npy", np.zeros(3))
    with pytest.raises(DatasetError, match="npz with x_train and y_train"):
        load_training_set(tmp_path / "array.npy")


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (np.zeros((20, 32, 32), np.uint8), None),
        (np.zeros((20, 28, 28), np.float32), None),
        (np.zeros((19, 28, 28), np.uint8), None),
        (None, np.full(20, 10, np.uint8)),
    ],
)
def test_wrong_shapes_types_and_labels_are_refused(tmp_path, images, labels):
    save_training_set(tmp_path / "mnist.npz", images, labels)
    with pytest.raises(DatasetError, match="28×28 uint8"):
        load_training_set(tmp_path / "mnist.npz")


def test_split_holds_out_a_tenth_and_loses_nothing():
    training, validation = split(60000, seed=3)
    assert (len(training), len(validation)) == (54000, 6000)
    assert np.array_equal(np.sort(np.concatenate([training, validation])), np.arange(60000))


def test_split_depends_on_the_seed_alone():
    assert np.array_equal(split(1000, seed=1)[1], split(1000, seed=1)[1])
    assert not np.array_equal(split(1000, seed=1)[1], split(1000, seed=2)[1])
