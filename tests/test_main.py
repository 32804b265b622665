"""`python -m mnist_core`: pictures to lines, JSON or CSV, and an exit status that a script can rely on."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from mnist_core import InvalidImageError, load_recognizer
from mnist_core.__main__ import main
from mnist_core.charts.reading import BOX_COLORS
from mnist_core.io.archive import InvalidArchiveError, open_archive
from tests.api.conftest import digit, number
from tests.io.test_export import SCHEMA

ROOT = str(Path(__file__).resolve().parent.parent)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "7.png").write_bytes(digit(0))
    (tmp_path / "number.png").write_bytes(number(0, 1, 2))
    (tmp_path / "notes.txt").write_bytes(b"no picture")
    with zipfile.ZipFile("many.zip", "w") as archive:
        archive.writestr("a/7.png", digit(0))
        archive.writestr("2.png", digit(1))
    return tmp_path


def lines(capsys):
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_a_line_for_each_picture(capsys):
    assert main(["7.png", "number.png", "many.zip"]) == 0
    told = lines(capsys)
    assert [line[:2] for line in told] == [
        ["7.png", "7"],
        ["number.png", "721"],
        ["many.zip/a/7.png", "7"],
        ["many.zip/2.png", "2"],
    ]
    assert {line[3] for line in told} == {"read"}
    assert all(line[2].endswith(" %") for line in told)


def test_a_space_between_the_rows_of_a_page(capsys, folder):
    row = np.asarray(Image.open(io.BytesIO(number(0, 1))))
    Image.fromarray(np.vstack([row, row])).save(folder / "page.png")
    assert main(["page.png"]) == 0
    assert lines(capsys)[0][1] == "72 72"


def test_what_cannot_be_opened_is_said_and_stops_nothing(capsys, folder):
    (folder / "broken.zip").write_bytes(b"PK nonsense")
    names = "nowhere.png", "notes.txt", "broken.zip", "nowhere.zip", str(folder)
    assert main([*names, "7.png"]) == 1
    told = capsys.readouterr()
    *failed, good = [line.split("\t") for line in told.out.splitlines()]
    assert failed == [[name, "", "", "could not be opened"] for name in names]
    assert good[1] == "7"
    for name in set(names) - {"broken.zip"}:
        with pytest.raises(InvalidImageError) as error:
            load_recognizer().read(name)
        assert f"{name}: {error.value}\n" in told.err
    with pytest.raises(InvalidArchiveError) as error:
        open_archive(b"PK nonsense")
    assert f"broken.zip: {error.value}\n" in told.err


def test_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(digit(0))))
    assert main(["-"]) == 0
    assert lines(capsys)[0][:2] == ["standard input", "7"]


def test_json_is_the_export(capsysbinary):
    assert main(["--json", "--threshold", "0.5", "7.png", "notes.txt"]) == 1
    content = json.loads(capsysbinary.readouterr().out)
    jsonschema.validate(content, SCHEMA)
    assert content["threshold"] == 0.5
    assert [each["text"] for each in content["readings"]] == ["7", ""]


def test_csv_is_the_export(capsysbinary):
    assert main(["--csv", "number.png"]) == 0
    table = pd.read_csv(io.BytesIO(capsysbinary.readouterr().out))
    assert table.value.tolist() == [7, 2, 1]


def test_the_threshold_decides_what_is_sure(capsys):
    main(["--threshold", "1", "7.png"])
    assert lines(capsys)[0][3] == "not sure"


def test_pictures_with_boxes(capsys, folder):
    assert main(["--boxes", "new/boxes", "7.png", "notes.txt", "many.zip"]) == 1
    written = sorted((folder / "new" / "boxes").iterdir())
    assert [file.name for file in written] == ["1-7.png", "3-7.png", "4-2.png"]
    picture = np.asarray(Image.open(written[0]))
    assert (picture == BOX_COLORS[True]).all(2).any()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--nonsense", "7.png"],
        ["--threshold", "2", "7.png"],
        ["--threshold", "high", "7.png"],
        ["--json", "--csv", "7.png"],
        ["--boxes", "7.png/boxes", "7.png"],
    ],
)
def test_wrong_use(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "usage:" in told.err


def command(*arguments, **streams):
    run = [sys.executable, "-m", "mnist_core", *arguments]
    return subprocess.run(run, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": ROOT}, **streams)


def test_it_is_a_command_of_the_package():
    run = command("7.png", stderr=subprocess.PIPE)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.startswith(b"7.png\t7\t")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_many_pictures_have_a_progress_bar_on_a_terminal():
    screen, terminal = os.openpty()
    run = command("--json", "7.png", "many.zip", stderr=terminal)
    assert b"100%" in os.read(screen, 10_000)
    assert len(json.loads(run.stdout)["readings"]) == 3
    os.close(screen)
    os.close(terminal)
