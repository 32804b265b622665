"""What is answered at each address, by a server and to a client as anybody has them."""

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import requests
from PIL import Image

import mnist_core
from mnist_core import load_recognizer
from mnist_core.charts.reading import feature_map_grid
from mnist_core.data.dataset import load_test_set
from tests.api.conftest import digit, number, png

LABELS = load_test_set()[1]
SEVERAL = (0, 1, 2)


@pytest.fixture(scope="module")
def reading():
    return load_recognizer().read(digit(0))


def predict(address, *files):
    return requests.post(f"{address}/predict", files=[("image", file) for file in files], timeout=60)


def test_the_fields_that_clients_of_the_reference_know(address, reading):
    answer = predict(address, ("seven.png", digit(0))).json()
    assert answer["predicted_digit"] == 7 == LABELS[0]
    assert answer["confidence"] == round(100 * reading.digits[0].confidence, 2)
    assert answer["image_path"] == "seven.png"


def test_the_whole_reading_is_in_the_answer(address, reading):
    answer = predict(address, ("seven.png", digit(0))).json()
    [found] = answer["digits"]
    assert (answer["text"], answer["rows"], answer["status"]) == ("7", ["7"], "read")
    assert answer["size"] == [112, 112]
    assert tuple(found["box"]) == reading.digits[0].box
    np.testing.assert_allclose(found["probabilities"], reading.digits[0].probabilities, atol=1e-6)


@pytest.mark.parametrize("kind", ["image/png", "image/PNG; charset=binary", "image/x-anything"])
def test_a_body_that_is_the_picture(address, kind):
    answer = requests.post(
        f"{address}/predict", data=digit(0), headers={"Content-Type": kind}, timeout=60
    ).json()
    assert (answer["text"], answer["name"]) == ("7", "image")


def test_a_number_is_no_digit(address):
    answer = predict(address, number(*SEVERAL)).json()
    assert answer["text"] == "".join(str(LABELS[index]) for index in SEVERAL)
    assert answer["predicted_digit"] is None
    assert answer["confidence"] == round(100 * min(each["confidence"] for each in answer["digits"]), 2)


def test_where_nothing_is_written_nothing_is_predicted(address):
    answer = predict(address, png(np.full((100, 200), 255, np.uint8))).json()
    assert (answer["text"], answer["predicted_digit"], answer["confidence"]) == ("", None, None)


def test_several_pictures_are_a_list_whatever_is_wrong_with_one(address):
    files = ("a.png", digit(0)), ("b.txt", b"no picture"), ("c.png", digit(1))
    first, second, third = predict(address, *files).json()
    assert [each["image_path"] for each in (first, second, third)] == ["a.png", "b.txt", "c.png"]
    assert (first["text"], third["text"]) == (str(LABELS[0]), str(LABELS[1]))
    assert (second["status"], second["text"]) == ("could not be opened", "")
    assert second["error"].startswith("This file is no picture")


def test_many_at_once_are_answered_as_each_alone(address):
    pictures = [digit(index) for index in range(10)]
    texts = [load_recognizer().read(picture).text for picture in pictures]
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda place: predict(address, pictures[place % 10]).json(), range(200)))
    assert [answer["text"] for answer in answers] == texts * 20


@pytest.mark.parametrize("layer", ["conv1", "conv2"])
@pytest.mark.parametrize("place", [1, 3])
def test_feature_maps_as_a_picture(address, layer, place):
    picture = number(*SEVERAL)
    answer = requests.post(
        f"{address}/feature_maps",
        params={"layer": layer, "digit": place},
        files={"image": picture},
        timeout=60,
    )
    assert answer.headers["content-type"] == "image/png"
    pixels = load_recognizer().read(picture).digits[place - 1].pixels
    maps = load_recognizer().feature_maps(pixels)[layer]
    shown, expected = (
        np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), int)
        for png in (answer.content, feature_map_grid(maps))
    )
    assert np.abs(shown - expected).max() <= 3


def test_feature_maps_as_numbers(address, reading):
    answer = requests.post(
        f"{address}/feature_maps",
        files={"image": digit(0)},
        headers={"Accept": "application/json"},
        timeout=60,
    ).json()
    for name, maps in load_recognizer().feature_maps(reading.digits[0].pixels).items():
        np.testing.assert_allclose(answer[name], maps, atol=1e-5)


def test_nothing_is_kept(address):
    answer = requests.get(f"{address}/feature_maps", timeout=60)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert "with POST" in answer.json()["detail"]
    assert "nothing to clear" in requests.get(f"{address}/reset", timeout=60).json()["message"]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/health", {"status": "alive"}),
        ("/ready", {"status": "ready"}),
        ("/version", {"program": "MNIST digit reader", "version": mnist_core.__version__}),
    ],
)
def test_what_watches_a_server_asks(address, path, answer):
    assert requests.get(address + path, timeout=60).json() == answer
    head = requests.head(address + path, timeout=60)
    assert (head.status_code, head.content) == (200, b"")
