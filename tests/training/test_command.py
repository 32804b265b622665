"""Commands that train end with a sentence, and clear what they kept to go on and nothing else."""

from argparse import Namespace

import pytest

from mnist_core.data.dataset import DatasetError
from mnist_core.training.command import FOLDER, checkpoint, command_parser, run
from mnist_core.training.detector.__main__ import main as train_detector
from mnist_core.training.scenes.__main__ import main as write_scenes


def test_what_every_command_is_told(tmp_path):
    options = command_parser("mnist_core.nothing", "Do nothing.", tmp_path).parse_args(["--seed", "3"])
    assert options == Namespace(data=None, seed=3, output=tmp_path)


def fail_with(error):
    def command(options):
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DatasetError("x.npz does not exist"), "x.npz does not exist"),
        (ModuleNotFoundError("No module named 'keras'"), "pip install -r requirements-dev.txt"),
        (FileExistsError(17, "File exists", "x.png"), "File exists: 'x.png'"),
        (KeyboardInterrupt(), "The same command goes on"),
    ],
)
def test_what_keeps_a_command_from_its_end_is_said(error, sentence, capsys):
    assert run(fail_with(error), Namespace()) == 1
    assert sentence in capsys.readouterr().err


def test_what_is_no_fault_of_the_user_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        run(fail_with(ZeroDivisionError()), Namespace())


def test_a_command_that_ends_is_a_success():
    assert run(lambda options: None, Namespace()) == 0


@pytest.mark.parametrize("command", [train_detector, write_scenes])
def test_missing_data_is_said(command, tmp_path, capsys):
    assert command(["--data", str(tmp_path / "none.npz"), "--output", str(tmp_path / "new")]) == 1
    assert "none.npz does not exist" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


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
