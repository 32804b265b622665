"""The description of the API and what it answers are one."""

import re
import shlex
import subprocess

import jsonschema
import pytest
import requests
import schemathesis
from hypothesis import settings
from hypothesis.strategies import sampled_from
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from mnist_core.api import app
from tests.api.conftest import digit, number

DESCRIPTION = app.openapi()

PICTURES = sampled_from([digit(0), number(1, 2, 3), digit(0)[:60], b"no picture", b""])
# No schema tells a picture from other bytes.
UNDECIDABLE = [positive_data_acceptance, negative_data_rejection]
schema = schemathesis.openapi.from_dict(DESCRIPTION)
schemathesis.openapi.media_type("image/*", PICTURES)


def follows(content, name):
    jsonschema.validate(
        content, {"$ref": f"#/components/schemas/{name}", "components": DESCRIPTION["components"]}
    )


@schema.parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, database=None)
def test_whatever_is_sent_is_answered_as_the_description_says(address, case):
    case.call_and_validate(base_url=address, excluded_checks=UNDECIDABLE)


@pytest.mark.parametrize("picture", [digit(0), number(1, 2, 3)])
def test_an_answer_follows_its_schema(address, picture):
    answer = requests.post(f"{address}/predict", files={"image": picture}, timeout=60).json()
    follows(answer, "prediction")
    for added in ("predicted_digit", "confidence", "image_path", "rows"):
        del answer[added]
    follows(answer, "reading")


def test_its_example_follows_its_schema():
    [example] = DESCRIPTION["components"]["schemas"]["prediction"]["examples"]
    follows(example, "prediction")
    assert set(example) == set(DESCRIPTION["components"]["schemas"]["prediction"]["properties"])


def test_a_picture_in_a_list_that_cannot_be_opened_follows_its_schema(address):
    files = [("image", digit(0)), ("image", b"nothing")]
    for each in requests.post(f"{address}/predict", files=files, timeout=60).json():
        follows(each, "prediction")


def test_feature_maps_follow_their_schema(address):
    answer = requests.post(
        f"{address}/feature_maps",
        files={"image": digit(0)},
        headers={"Accept": "application/json"},
        timeout=60,
    )
    follows(answer.json(), "feature_maps")


@pytest.mark.parametrize("path", ["/predict", "/feature_maps"])
def test_the_examples_run(address, path, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(digit(0))
    [line] = re.findall("^    (curl .*)$", DESCRIPTION["paths"][path]["post"]["description"], re.MULTILINE)
    command = shlex.split(line.replace("http://localhost:8501", address))
    run = subprocess.run([*command, "--fail", "--silent"], cwd=tmp_path, capture_output=True, check=True)
    if path == "/predict":
        assert b'"predicted_digit":7' in run.stdout
    else:
        assert (tmp_path / "conv1.png").read_bytes().startswith(b"\x89PNG")
