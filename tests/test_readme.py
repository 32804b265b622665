"""README.md says what the files it speaks of say."""

import json
import re

import jsonschema
import numpy as np
import pytest

from docs.update_readme import BEGIN, END, README, ROOT, figures
from mnist_core.training.scenes import Canvas, marks

TEXT = README.read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def test_figures_are_those_of_the_model_card():
    assert TEXT.split(BEGIN)[1].split(END)[0] == figures(), "run: python -m docs.update_readme"


# What begins with a slash is an address, no file.
@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"(?<![\w./-])\w[\w./-]*\.(?:py|npz|json|txt|png)\b", TEXT)))
)
def test_files_it_names_exist(path):
    # The list of modules leaves out the folder they are in.
    brought = {"mnist.npz", "writers.npz", "letters.npz"}
    assert (ROOT / path).exists() or (ROOT / "mnist_core" / path).exists() or path in brought


def example_with(words):
    """Return the one example in Python that holds these words."""
    [example] = [each for each in PYTHON if words in each]
    return example


def test_python_example_runs(monkeypatch):
    example = example_with("load_recognizer")
    monkeypatch.chdir(ROOT / "docs")
    exec(example.replace("photo.jpg", "home.png"), {})


def test_scene_example_draws_a_line():
    names = dict(vars(marks))
    exec(example_with("def margin"), names)
    canvas = Canvas.blank(96, 160)
    names["margin"](canvas, None, 30.0, np.random.default_rng(0))
    is_inked = canvas.ink > 0
    assert is_inked.all(0).any()
    assert not is_inked[:, 80:].any()


def test_json_example_follows_the_schema():
    example = json.loads(TEXT.split("```json\n")[1].split("```")[0])
    schema = json.loads((ROOT / "mnist_core" / "data" / "export.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(example, schema)
