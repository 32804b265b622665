"""The package as `pip install .` makes it: whole, and able to read without the repository around it."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import mnist_core
from tests.api.conftest import digit

ROOT = Path(__file__).resolve().parent.parent
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Return the folder of an environment with the wheel in it; what it needs it borrows from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "environment")
    python = folder / "environment" / "bin" / "python"
    subprocess.run([*PIP, "--python", python, "install", "--no-deps", "--no-index", wheel], check=True)
    [packages] = (folder / "environment").glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "environment"


def run(environment, folder, name, *arguments):
    command = [environment / "bin" / name, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, env={}).stdout


def test_the_command_reads_a_digit_in_any_folder(environment, tmp_path):
    (tmp_path / "photo.png").write_bytes(digit(0))
    assert run(environment, tmp_path, "mnist-digit-reader", "photo.png").split("\t")[:2] == ["photo.png", "7"]


def test_all_of_it_is_there(environment, tmp_path):
    program = """
import pathlib, mnist_core
from mnist_core.api import app
from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import load_model_card
folder = pathlib.Path(mnist_core.__file__).parent
print(*(file.relative_to(folder) for file in folder.rglob("*")), sep="\\n")
print(len(load_test_set()[0]), bool(load_model_card()), app.version)
"""
    *files, loaded = run(environment, tmp_path, "python", "-c", program).splitlines()
    assert loaded == f"10000 True {mnist_core.__version__}"
    package = [file for file in (ROOT / "mnist_core").rglob("*") if file.is_file() and file.suffix != ".pyc"]
    assert {str(file.relative_to(ROOT / "mnist_core")) for file in package} <= set(files)
