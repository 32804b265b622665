"""No picture of one visitor reaches another, nor a program that sends its own at the same time."""

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import requests
from PIL import Image

from benchmarks.visitor import Visitor
from mnist_core.data.dataset import load_test_set
from tests.serving import serve

READINGS = 8
PAPERS = {"anna": (255, 200, 200), "ben": (200, 255, 200), "program": (200, 200, 255)}
IMAGES, LABELS = load_test_set()


class Watcher(Visitor):
    """A visitor that keeps all that the server sends, and the pictures behind it."""

    def __init__(self, address):
        self.messages, self.pictures = [], []
        super().__init__(address)

    def take(self, message):
        super().take(message)
        self.messages.append(message.SerializeToString())
        for image in message.delta.new_element.imgs.imgs:
            if image.url.startswith("/media"):
                self.pictures.append(self.http.get(self.address + image.url, timeout=60).content)


def on_paper(index, color):
    """Return a test digit as a file, in black on paper of a colour."""
    ink = IMAGES[index].repeat(6, 0).repeat(6, 1)[..., None] / 255
    data = io.BytesIO()
    Image.fromarray(np.uint8((1 - ink) * np.uint8(color))).save(data, "PNG")
    return data.getvalue()


def has_paper(picture, color):
    """Whether a good part of a picture is of about this colour."""
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), int)
    return (np.abs(pixels - color).max(2) < 20).mean() > 0.1


def visit(address, name, start):
    visitor = Watcher(address)
    visitor.messages.clear(), visitor.pictures.clear()
    for place in range(READINGS):
        index = start + place
        answer = visitor.read((f"{name}-{place}.png", on_paper(index, PAPERS[name])))
        assert answer == str(LABELS[index])
    visitor.leave()
    return visitor


def send(address, start):
    for place in range(3 * READINGS):
        index = start + place
        picture = f"program-{place}.png", on_paper(index, PAPERS["program"])
        answer = requests.post(f"{address}/predict", files={"image": picture}, timeout=60).json()
        assert (answer["name"], answer["text"]) == (picture[0], str(LABELS[index]))


@pytest.mark.long
def test_two_visitors_and_a_program_at_once_see_each_their_own():
    with serve() as (address, _), ThreadPoolExecutor(3) as pool:
        visits = pool.submit(visit, address, "anna", 0), pool.submit(visit, address, "ben", 10)
        pool.submit(send, address, 20).result()
        anna, ben = (each.result() for each in visits)
    for visitor, own, others in ((anna, "anna", "ben"), (ben, "ben", "anna")):
        assert any(f"{own}-0.png".encode() in message for message in visitor.messages)
        assert any(has_paper(picture, PAPERS[own]) for picture in visitor.pictures)
        for other in (others, "program"):
            assert not any(f"{other}-".encode() in message for message in visitor.messages)
            assert not any(has_paper(picture, PAPERS[other]) for picture in visitor.pictures)
