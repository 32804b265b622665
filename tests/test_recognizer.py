"""Whole pictures to text, painted with MNIST's test digits."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from sklearn.datasets import load_digits

from mnist_core import InvalidImageError, load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.scenes.digits import touching
from mnist_core.recognizer import NO_DIGIT, NOT_DIGITS, SMALLER, TOO_SMALL, TURNED, WORKING_SIDE


@pytest.fixture(scope="module")
def recognizer():
    return load_recognizer()


@pytest.fixture(scope="module")
def digits():
    """Return one clear test image of each digit: the first that the network is sure of."""
    images, labels = load_test_set()
    probabilities = load_recognizer().classify(images[:500] / np.float32(255))
    sure = [int(np.argmax((labels[:500] == d) * probabilities[:, d])) for d in range(10)]
    return images[sure]


def page(digits, number, size=100, gap=40, paper=230, ink=30):
    row = [np.pad(cv2.resize(digits[int(d)], (size, size)), ((60, 60), (gap // 2,) * 2)) for d in number]
    return (paper + np.hstack(row) / 255 * (ink - paper)).astype(np.uint8)


def test_mnist_is_used_as_it_is(recognizer, digits):
    for value, image in enumerate(digits):
        for picture in (image, 255 - image):
            reading = recognizer.read(picture)
            assert reading.text == str(value)
            np.testing.assert_allclose(reading.digits[0].pixels, image / 255, atol=1e-6)


@pytest.mark.parametrize(("paper", "ink"), [(255, 0), (60, 200), (245, 204)])
def test_small_digits_on_a_large_page_stay_sharp(recognizer, digits, paper, ink):
    least_off = []
    for value, image in enumerate(digits):
        picture = np.full((480, 640), paper, np.float64)
        picture[200:228, 400:428] += image / 255 * (ink - paper)
        reading = recognizer.read(picture.round().astype(np.uint8))
        assert reading.text == str(value)
        shifts = [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1)]
        off = [np.abs(np.roll(image / 255, by, (0, 1)) - reading.digits[0].pixels).mean() for by in shifts]
        least_off.append(min(off))
    assert np.median(least_off) < 0.02


def test_a_dot_is_no_zero(recognizer):
    picture = np.full((300, 400), 240, np.uint8)
    cv2.circle(picture, (200, 150), 40, 20, -1, cv2.LINE_AA)
    assert recognizer.read(picture).text in ("", "?")


@pytest.mark.parametrize("number", ["3450", "7", "1029384756", "11"])
@pytest.mark.parametrize(("paper", "ink"), [(230, 30), (0, 255), (120, 165)])
def test_numbers(recognizer, digits, number, paper, ink):
    assert recognizer.read(page(digits, number, paper=paper, ink=ink)).text == number


def signs(width, height):
    plus, minus, equals = np.full((3, height, width), 230, np.uint8)
    middle = height // 2
    cv2.line(plus, (10, middle), (width - 10, middle), 30, 6, cv2.LINE_AA)
    cv2.line(plus, (width // 2, middle - 22), (width // 2, middle + 22), 30, 6, cv2.LINE_AA)
    cv2.line(minus, (10, middle), (width - 10, middle), 30, 6, cv2.LINE_AA)
    for y in (middle - 10, middle + 10):
        cv2.line(equals, (10, y), (width - 10, y), 30, 6, cv2.LINE_AA)
    return plus, minus, equals


def test_the_digits_of_sums_are_read_in_order(recognizer, digits):
    plus, minus, equals = signs(64, 220)
    numbers = [("12", "6", "18"), ("30", "7", "37"), ("25", "3", "28")]
    row = [
        np.hstack([page(digits, a), plus, page(digits, b), equals, page(digits, c)]) for a, b, c in numbers
    ]
    reading = recognizer.read(np.vstack(row))
    assert ["".join(filter(str.isdigit, text)) for text in reading.rows] == ["12618", "30737", "25328"]
    reading = recognizer.read(np.hstack([minus, page(digits, "42")]))
    assert reading.text.replace("?", "") == "42"


@pytest.mark.parametrize("count", [5, 7])
def test_digits_among_more_strangers_are_read_where_these_are_small(recognizer, digits, count):
    _, minus, _ = signs(64, 220)
    square = np.full((220, 180), 230, np.uint8)
    cv2.rectangle(square, (40, 50), (140, 170), 30, 8, cv2.LINE_AA)
    found = recognizer.read(np.hstack([page(digits, "42574257"), square, square, *[minus] * count])).digits
    assert "".join(str(digit.value) for digit in found if digit.accepted) == "42574257"


def test_signs_close_to_digits_stay_apart(recognizer, digits):
    plus, _, equals = signs(44, 220)
    nine, seven, sixteen = (page(digits, number, gap=0) for number in ("9", "7", "16"))
    picture = np.hstack([nine, plus, seven, equals, sixteen])
    # Small signs between digits may be left out, and what stands where a digit would is a "?".
    assert recognizer.read(picture).text in ("9?7?16", "9?716", "9716")


def test_digits_that_touch_are_cut_apart_alone_and_beside_others(recognizer, digits):
    alone, beside = [], []
    others = page(digits, "47", size=200)
    for number in map("{:02}".format, range(0, 100, 9)):
        pair = touching(digits[[int(digit) for digit in number]], None, overlaps=(1,))
        pair = np.pad(pair, ((0, len(others) - len(pair)), (0, 0)), constant_values=230)
        alone.append(recognizer.read(pair).text == number)
        beside.append(recognizer.read(np.hstack([others, pair])).text == f"47{number}")
    assert sum(alone) >= 11
    assert sum(beside) >= 11


def in_boxes(picture, count, thickness=3):
    """Return a page with a box drawn around each of as many columns, which share their sides."""
    boxed = picture.copy()
    height, width = picture.shape
    for place in range(count):
        corners = (place * width // count, 40), ((place + 1) * width // count, height - 40)
        cv2.rectangle(boxed, *corners, 60, thickness)
    return np.pad(boxed, 40, constant_values=230)


@pytest.mark.parametrize("number", ["385264", "907153"])
@pytest.mark.parametrize("gap", [10, 40])
def test_a_number_in_the_boxes_of_a_form(recognizer, digits, number, gap):
    assert recognizer.read(in_boxes(page(digits, number, gap=gap), len(number))).text == number


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_is_read_the_right_way_up_and_says_so(recognizer, digits, quarters):
    rows = np.vstack([page(digits, number) for number in ("385264", "907153", "425742")])
    reading = recognizer.read(np.rot90(rows, quarters))
    assert reading.rows == ("385264", "907153", "425742")
    assert reading.summary.endswith(TURNED)
    assert reading.size == rows.shape[::-1]
    assert reading.picture.shape[:2] == reading.ink.shape == rows.shape


def full_page(digits, size, side=1100):
    """A page (side, side) full of digits of a size in pixels, and their number."""
    sheet, count = np.full((side, side), 230.0), 0
    for top in range(30, side - 30 - size, 2 * size):
        for left in range(40, side - 40 - size, size + 14):
            small = cv2.resize(digits[count % 10], (size, size), interpolation=cv2.INTER_AREA)
            sheet[top : top + size, left : left + size] -= 200 / 255 * np.minimum(1.3 * small, 255)
            count += 1
    return sheet.astype(np.uint8), count


def test_a_page_of_hundreds_of_digits_is_read_in_order(recognizer, digits):
    picture, count = full_page(digits, 20)
    assert count > 700
    text = recognizer.read(picture).text
    expected = "".join(str(place % 10) for place in range(count))
    assert len(text) == count
    assert np.mean([one == other for one, other in zip(text, expected, strict=True)]) > 0.95


def test_digits_too_small_to_be_read_are_not_passed_over_in_silence(recognizer, digits):
    summaries = [recognizer.read(full_page(digits, size)[0]).summary for size in (8, 9, 10)]
    assert all(summary.endswith((TOO_SMALL, SMALLER)) for summary in summaries)
    assert TOO_SMALL in summaries
    mixed, _ = full_page(digits, 8)
    mixed[:220, :420] = page(digits, "314")
    reading = recognizer.read(mixed)
    assert reading.text.startswith("314")
    assert reading.summary.endswith(SMALLER)


def test_rows(recognizer, digits):
    rows = np.vstack([page(digits, "314"), page(digits, "159")])
    assert recognizer.read(rows).text == "314159"


def test_result_agrees_with_itself(recognizer, digits):
    picture = page(digits, "28")
    reading = recognizer.read(picture)
    assert reading.size == picture.shape[::-1]
    assert reading.picture.shape[:2] == reading.ink.shape
    assert reading.summary == "Dark ink on light paper; 2 digits."
    for digit in reading.digits:
        assert digit.accepted == (digit.refusal == "")
        assert digit.confidence == digit.probabilities.max()
        assert digit.value == digit.probabilities.argmax()
        assert digit.probabilities.sum() == pytest.approx(1, abs=1e-4)
        left, top, right, bottom = digit.box
        assert 0 <= left < right <= reading.size[0]
        assert 0 <= top < bottom <= reading.size[1]


def test_large_pictures_are_reduced_and_boxes_are_not(recognizer, digits):
    reading = recognizer.read(page(digits, "5", size=2000, gap=1000))
    assert reading.text == "5"
    assert max(reading.picture.shape) == WORKING_SIDE
    left, top, right, bottom = reading.digits[0].box
    assert 1200 < max(right - left, bottom - top) < 1600


@pytest.mark.parametrize("shape", [(1, 1), (28, 28), (300, 200), (3, 900)])
def test_a_plain_colour_shows_no_digit(recognizer, shape):
    reading = recognizer.read(np.full((*shape, 3), (90, 120, 200), np.uint8))
    assert reading.text == ""
    assert reading.digits == ()
    assert reading.summary == NO_DIGIT


def test_a_checkerboard_and_noise_are_no_digits(recognizer):
    board = (255 * (np.indices((400, 400)).sum(0) // 1 % 2)).astype(np.uint8)
    squares = np.kron(np.indices((8, 8)).sum(0) % 2, np.full((50, 50), 255)).astype(np.uint8)
    noise = np.random.default_rng(0).integers(0, 256, (600, 800), dtype=np.uint8)
    for picture in (board, squares, noise):
        assert recognizer.read(picture).text.strip("?") == ""


def test_a_page_of_text_is_refused_and_says_what_to_do(recognizer):
    picture = np.full((500, 900), 240, np.uint8)
    for i, line in enumerate(
        ["HANDWRITING KEEPS", "MANY MEANS WRAPPED", "AMONG WARM LETTERS", "MAKING KNOWN WHY"]
    ):
        cv2.putText(picture, line, (20, 100 + 110 * i), cv2.FONT_HERSHEY_SIMPLEX, 2.2, 20, 5, cv2.LINE_AA)
    reading = recognizer.read(picture)
    assert reading.text.strip("?") == ""
    assert reading.summary in (NOT_DIGITS, NO_DIGIT)


def test_what_is_no_picture_is_refused(recognizer):
    with pytest.raises(InvalidImageError):
        recognizer.read(b"not a picture")


def test_many_threads_read_the_same(recognizer, digits):
    pictures = [page(digits, f"{i}{9 - i}") for i in range(10)] * 2
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda picture: recognizer.read(picture).text, pictures))
    assert texts == [f"{i}{9 - i}" for i in range(10)] * 2


def test_no_more_pictures_are_read_at_once_than_there_are_cores(recognizer, digits, monkeypatch):
    looker, running, most = recognizer._looker, [], []

    class Watched:
        def look(self, picture):
            running.append(picture)
            most.append(len(running))
            time.sleep(0.02)  # or the next might begin only when this one is done
            seen = looker.look(picture)
            running.pop()
            return seen

    monkeypatch.setattr(recognizer, "_looker", Watched())
    cores = os.cpu_count()
    with ThreadPoolExecutor(cores + 6) as pool:
        texts = list(
            pool.map(lambda picture: recognizer.read(picture).text, [page(digits, "47")] * (cores + 12))
        )
    assert set(texts) == {"47"}
    assert 1 < max(most) <= cores or cores == 1


def on_a_page(digits, value, left=220, width=560):
    """A page (400, width) with a digit of 200 pixels."""
    picture = np.full((400, width), 230.0)
    picture[100:300, left : left + 200] -= 195 / 255 * cv2.resize(digits[value], (200, 200))
    return picture.astype(np.uint8)[..., None].repeat(3, 2)


def finger(picture, digits):
    cv2.ellipse(picture, (560, 120), (110, 55), 15, 0, 360, (205, 150, 125), -1)


def holes(picture, digits):
    for y in range(20, 400, 40):
        cv2.circle(picture, (30, y), 12, (90, 90, 90), -1)


def print_above(picture, digits):
    cv2.putText(picture, "Name: Anna  Class IV", (20, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (40,) * 3, 2)


def neighbours(picture, digits):
    two, nine = (230 - cv2.resize(digits[value], (200, 200)) // 4 * 3 for value in (2, 9))
    picture[100:300, :50] = two[:, -85:-35, None]
    picture[100:300, -50:] = nine[:, 45:95, None]


@pytest.mark.parametrize("beside", [finger, holes, print_above, neighbours])
def test_what_else_a_picture_shows_is_not_read(recognizer, digits, beside):
    texts = []
    for value in range(10):
        picture = on_a_page(digits, value)
        beside(picture, digits)
        texts.append(recognizer.read(picture).text)
    assert sum(text == str(value) for value, text in enumerate(texts)) >= 9, texts


def test_a_number_that_fills_its_picture_is_read_to_both_ends(recognizer, digits):
    for number in ("709", "185", "3450"):
        ink = page(digits, number, gap=10)
        rows, columns = np.nonzero(ink < 140)
        cropped = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        assert recognizer.read(cropped).text == number


def test_a_long_strip_keeps_its_digits(recognizer, digits):
    number = "0123456789" * 3
    strip = page(digits, number, size=120, gap=160)
    assert strip.shape[1] > 30 * strip.shape[0]
    reading = recognizer.read(strip)
    assert reading.text == number
    assert reading.digits[-1].box[2] == pytest.approx(strip.shape[1] - 110, abs=40)


def test_rows_are_told_apart(recognizer, digits):
    rows = ["173", "25", "4096"]
    pages = [page(digits, number, paper=230) for number in rows]
    width = max(each.shape[1] for each in pages)
    lines = [np.pad(each, ((0, 0), (0, width - each.shape[1])), constant_values=230) for each in pages]
    reading = recognizer.read(np.vstack(lines))
    assert reading.rows == tuple(rows)
    assert reading.text == "".join(rows)
    slanted = page(digits, "3450")
    shear = np.float32([[1, 0, 0], [0.2, 1, 0]])
    size = slanted.shape[1], slanted.shape[0] + 130
    assert recognizer.read(cv2.warpAffine(slanted, shear, size, borderValue=230)).rows == ("3450",)


def test_the_digits_of_scikit_learn_are_read(recognizer):
    digits = load_digits()  # 8×8, from 43 writers; none of them was trained on
    texts = [recognizer.read(image).text for image in digits.images[:100]]
    right = sum(text == str(label) for text, label in zip(texts, digits.target[:100], strict=True))
    assert right >= 95
