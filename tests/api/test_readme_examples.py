"""The examples in README.md run as they are printed, but for the address and the folder."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from tests.api.conftest import digit, number
from tests.serving import find_browser, open_browser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example(language, word):
    """Return the README's example in `language` that holds `word`."""
    [found] = [each for each in re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL) if word in each]
    return found


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photo.jpg").write_bytes(digit(0))
    return tmp_path


def run(shell, **replaced):
    return subprocess.run(shell, shell=True, capture_output=True, text=True, check=True, **replaced).stdout


def test_curl(address):
    answer = json.loads(run(example("sh", "curl").replace("http://localhost:8501", address)))
    assert (answer["predicted_digit"], answer["image_path"], answer["text"]) == (7, "photo.jpg", "7")


def test_requests(address, capsys):
    exec(example("python", "requests").replace("http://localhost:8501", address), {})
    assert capsys.readouterr().out.startswith("7 [0.9")


@pytest.mark.skipif(find_browser() is None, reason="no browser is installed")
def test_fetch(address):
    script = f"""async content => {{
        const file = new File([Uint8Array.from(atob(content), character => character.charCodeAt())], "a.png");
        {example("js", "fetch").replace("http://localhost:8501", address)}
        return answer;
    }}"""
    with open_browser() as browser:
        page = browser.new_page()
        page.goto(f"{address}/upload")
        assert page.evaluate(script, b64encode(digit(0)).decode())["text"] == "7"


def test_the_command_line(folder):
    (folder / "more").mkdir()
    (folder / "more" / "number.png").write_bytes(number(0, 1))
    subprocess.run([sys.executable, "-m", "zipfile", "-c", "archive.zip", "photo.jpg"], check=True)
    line = example("sh", "mnist_core").replace("python", sys.executable, 1)
    told = run(line, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert [each.split("\t")[:2] for each in told.splitlines()] == [
        ["photo.jpg", "7"],
        ["more/number.png", "72"],
        ["archive.zip/photo.jpg", "7"],
    ]
