"""Whatever is sent, the answer is a sentence a person can act on, in the form that RFC 9457 describes."""

from http import HTTPStatus

import jsonschema
import pytest
import requests

from mnist_core import InvalidImageError, ModelFileError, load_recognizer
from mnist_core.api.app import create_app
from mnist_core.api.schemas import SCHEMAS
from tests.api.conftest import digit, serve

FORM = {"Content-Type": "multipart/form-data; boundary=edge"}


def problem_of(answer, status):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    content = answer.json()
    jsonschema.validate(content, SCHEMAS["problem"])
    assert (content["status"], content["title"]) == (status, HTTPStatus(status).phrase)
    return content["detail"]


@pytest.mark.parametrize("content", [b"", b"no picture", digit(0)[:60], b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_what_is_no_picture_gets_the_sentence_of_the_page(address, content):
    answer = requests.post(f"{address}/predict", files={"image": ("a.png", content)}, timeout=60)
    with pytest.raises(InvalidImageError) as told:
        load_recognizer().read(content)
    assert problem_of(answer, 422) == str(told.value)


@pytest.mark.parametrize(
    ("status", "says", "request_of"),
    [
        (422, "in the form's field “image”", {"data": b"--edge--\r\n", "headers": FORM}),
        (422, "in the form's field “image”", {"files": {"file": digit(0)}}),
        (422, "in the form's field “image”", {"files": {"image": (None, "7")}}),
        (400, "cannot be read", {"data": b"nonsense", "headers": FORM}),
        (400, "cannot be read", {"data": b"x", "headers": {"Content-Type": "multipart/form-data"}}),
        (415, "under its own content type", {"data": digit(0)}),
        (415, "under its own content type", {"json": {"image": "7"}}),
        (415, "under its own content type", {"data": {"image": "/etc/passwd"}}),
    ],
)
@pytest.mark.parametrize("path", ["/predict", "/feature_maps"])
def test_a_body_without_a_picture(address, path, status, says, request_of):
    assert says in problem_of(requests.post(address + path, **request_of, timeout=60), status)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("digit=2", "numbers 1 to 1"),
        ("digit=0", "greater than or equal to 1"),
        ("layer=dense", "'conv1' or 'conv2'"),
    ],
)
def test_feature_maps_that_are_not_there(address, query, says):
    answer = requests.post(f"{address}/feature_maps?{query}", files={"image": digit(0)}, timeout=60)
    assert says in problem_of(answer, 422)


def test_feature_maps_of_several_pictures(address):
    files = [("image", digit(0)), ("image", digit(1))]
    answer = requests.post(f"{address}/feature_maps", files=files, timeout=60)
    assert "one picture" in problem_of(answer, 422)


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/predict", 405), ("/docs/assets/..%2f", 404)]
)
def test_what_is_not_there(address, path, status):
    assert "/docs" in problem_of(requests.get(address + path, timeout=60), status)


def test_a_network_that_cannot_be_loaded(monkeypatch, tmp_path):
    monkeypatch.setattr("mnist_core.recognizer.MODELS", tmp_path)
    with pytest.raises(ModelFileError) as told:
        load_recognizer()
    with serve(create_app()) as address:
        for answer in (
            requests.get(f"{address}/ready", timeout=60),
            requests.post(f"{address}/predict", files={"image": digit(0)}, timeout=60),
        ):
            assert str(told.value) in problem_of(answer, 503)
            assert answer.headers["retry-after"]


def test_what_goes_wrong_in_the_program_is_not_told(address):
    app = create_app()

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("secret")

    with serve(app) as own:
        detail = problem_of(requests.get(f"{own}/broken", timeout=60), 500)
    assert "secret" not in detail
