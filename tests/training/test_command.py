"""A training clears what it kept to go on when it is done, and nothing of another one."""

import pytest

from mnist_core.training.command import FOLDER, checkpoint


def test_what_was_kept_goes_when_the_training_is_done(tmp_path):
    with checkpoint(tmp_path, "seed-1") as folder:
        folder.mkdir(parents=True)
        (folder / "log.csv").touch()
    assert list(tmp_path.iterdir()) == []


def cut_off(output):
    with checkpoint(output, "seed-1") as folder:
        folder.mkdir(parents=True)
        raise KeyboardInterrupt


def test_what_was_kept_stays_when_the_training_is_cut_off(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        cut_off(tmp_path)
    assert (tmp_path / FOLDER / "seed-1").is_dir()


def test_what_another_training_keeps_stays(tmp_path):
    other = tmp_path / FOLDER / "seed-2" / "log.csv"
    other.parent.mkdir(parents=True)
    other.touch()
    with checkpoint(tmp_path, "seed-1") as folder:
        folder.mkdir()
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["seed-2"]
    assert other.is_file()
