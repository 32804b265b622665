"""What is kept of a reading, and what can be told from it."""

from datetime import UTC, datetime

import numpy as np
import pytest

from mnist_core.io.records import Record, Status
from mnist_core.reading import Digit, Reading


def digit(value, confidence=0.97, accepted=True):
    probabilities = np.full(10, (1 - confidence) / 9, np.float32)
    probabilities[value] = confidence
    pixels = np.zeros((28, 28), np.float32)
    return Digit(
        value, confidence, accepted, probabilities, pixels, (1, 2, 30, 40), "" if accepted else "Odd."
    )


def reading(*digits, side=600):
    picture = np.full((side, side // 2, 3), (250, 240, 30), np.uint8)
    ink = np.zeros((side, side // 2), np.uint8)
    ink[side // 4 : side // 2, 10:40] = 204
    return Reading(digits, "Dark ink on light paper.", (side // 2, side), picture, ink)


@pytest.mark.parametrize(
    ("record", "status"),
    [
        (Record.of("a", reading(digit(7))), Status.READ),
        (Record.of("a", reading(digit(7, 0.79))), Status.NOT_SURE),
        (Record.of("a", reading(digit(7), digit(3, 0.5))), Status.NOT_SURE),
        (Record.of("a", reading(digit(7), digit(3, accepted=False))), Status.NOT_SURE),
        (Record.of("a", reading(digit(3, accepted=False))), Status.NOT_A_DIGIT),
        (Record.of("a", reading()), Status.NOTHING),
        (Record.failed("a", "It is empty."), Status.FAILED),
    ],
)
def test_status_says_what_came_of_it(record, status):
    assert record.status(0.8) is status


def test_a_record_gives_its_reading_back_smaller():
    original = reading(digit(7), digit(3), side=1200)
    record = Record.of("a", original)
    again = record.reading()
    assert again.text == record.text == "73"
    assert again.size == (600, 1200)
    assert again.summary == original.summary
    assert again.picture.shape == (480, 240, 3)
    assert again.ink.shape == (480, 240)
    np.testing.assert_allclose(again.picture.mean((0, 1)), (250, 240, 30), atol=2)
    assert again.ink[150, 10] == 204
    assert again.ink[400, 10] == 0


def test_a_small_picture_comes_back_exactly():
    picture = np.random.default_rng(0).integers(0, 256, (28, 20, 3), np.uint8)
    record = Record.of("a", Reading((), "", (20, 28), picture, np.zeros((28, 20), np.uint8)))
    np.testing.assert_array_equal(record.reading().picture, picture)


def test_a_record_is_small():
    noise = np.random.default_rng(0).integers(0, 256, (1200, 1200, 3), np.uint8)
    record = Record.of("a", Reading((), "", (1200, 1200), noise, np.zeros((1200, 1200), np.float32)))
    assert len(record.picture) + len(record.thumbnail) + len(record.ink) < 250_000


def test_a_record_is_timed_in_utc():
    before = datetime.now(UTC)
    assert before <= Record.of("a", reading()).time <= datetime.now(UTC)


def test_corrections_are_made_and_taken_back():
    record = Record.of("a", reading(digit(7), digit(3)))
    assert record.truths() == [None, None]
    assert record.corrected(1, 8).truths() == [None, 8]
    assert record.corrected(1, 8).corrected(0, 7).truths() == [7, 8]
    assert record.corrected(1, 8).corrected(1, None).truths() == [None, None]
    assert record.truths() == [None, None]


def test_a_label_tells_the_truth_unless_a_person_says_otherwise():
    record = Record.of("a", reading(digit(7), digit(3)), label="78")
    assert record.truths() == [7, 8]
    assert record.corrected(0, 1).truths() == [1, 8]
    assert Record.of("a", reading(digit(7)), label="78").truths() == [None]


def test_a_record_without_pictures_tells_the_same():
    read = reading(digit(1), digit(8, 0.3, accepted=False))
    whole, told = Record.of("a.png", read), Record.without_pictures("a.png", read)
    assert (told.picture, told.thumbnail, told.ink) == (b"", b"", b"")
    assert (told.name, told.text, told.size, told.summary) == (
        whole.name,
        whole.text,
        whole.size,
        whole.summary,
    )
    assert told.status(0.5) is whole.status(0.5)
