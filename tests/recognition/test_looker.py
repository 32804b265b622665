"""What the detector finds and the networks name, on pages of MNIST's test digits."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.detector import Detector
from mnist_core.detection.splitter import Splitter
from mnist_core.paths import MODELS
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.looker import Looker, rest
from mnist_core.recognition.network import Network

NUMBER, SIDE = "72104149", 70  # MNIST's first test digits, and how wide each stands on a page, in pixels


@pytest.fixture(scope="module")
def looker():
    return Looker(Network.load(MODELS), Confidence.load(MODELS), Detector.load(MODELS), Splitter.load(MODELS))


@pytest.fixture(scope="module")
def sheet():
    """A page (h, w, 3) uint8 with the digits in two rows."""
    digits = [cv2.resize(image, (SIDE, SIDE)) for image in load_test_set()[0][: len(NUMBER)]]
    ink = np.pad(np.vstack([np.hstack(digits[:4]), np.hstack(digits[4:])]), 50)
    return np.uint8(230 - 200 * (ink / 255))[..., None].repeat(3, 2)


def text(seen):
    return "".join(str(digit.value) if digit.accepted else "?" for digit in seen.digits)


def test_digits_are_found_named_and_in_reading_order(looker, sheet):
    seen = looker.look(sheet)
    assert text(seen) == NUMBER
    for place, digit in enumerate(seen.digits):
        row, column = divmod(place, 4)
        middle = 50 + (column + 0.5) * SIDE, 50 + (row + 0.5) * SIDE
        left, top, right, bottom = digit.box
        assert np.abs(np.subtract(((left + right) / 2, (top + bottom) / 2), middle)).max() < SIDE / 4
        assert digit.pixels.shape == (28, 28)
        assert digit.confidence == pytest.approx(digit.probabilities.max())


def test_the_ink_is_that_of_the_page(looker, sheet):
    seen = looker.look(sheet)
    written = (230 - sheet[..., 0].astype(float)) / 200
    assert seen.ink.shape == sheet.shape[:2]
    assert np.corrcoef(seen.ink.ravel(), written.ravel())[0, 1] > 0.95


def test_light_ink_is_told_from_dark(looker, sheet):
    assert looker.look(sheet).dark
    assert not looker.look(255 - sheet).dark


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_turned_back(looker, sheet, quarters):
    seen = looker.look(np.ascontiguousarray(np.rot90(sheet, quarters)))
    assert text(seen) == NUMBER
    assert (seen.quarters + quarters) % 4 == 0


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_so_is_a_number_of_four_digits(looker, sheet, quarters):
    row = sheet[: 50 + SIDE + 50].copy()
    row[50 + SIDE :] = 230
    seen = looker.look(np.ascontiguousarray(np.rot90(row, quarters)))
    assert text(seen) == NUMBER[:4]
    assert (seen.quarters + quarters) % 4 == 0


def test_the_rest_is_what_is_none_of_the_ink(looker, sheet):
    seen, grey = looker.look(sheet), sheet[..., 0]
    upper = seen.ink.copy()
    upper[len(upper) // 2 :] = 0
    assert rest(grey, seen.ink) < 0.02
    assert rest(grey, upper) == pytest.approx(0.5, abs=0.15)
    assert rest(grey, np.zeros_like(grey)) == 1
    assert rest(np.full_like(grey, 230), np.zeros_like(grey)) == 0


@pytest.mark.parametrize("degrees", [-25, 15])
def test_rows_that_slant_are_read_and_their_digits_lie_where_they_are(looker, sheet, degrees):
    height, width = sheet.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turn[:, 2] += 60
    slanted = cv2.warpAffine(sheet, turn, (width + 120, height + 120), borderMode=cv2.BORDER_REPLICATE)
    seen = looker.look(slanted)
    assert text(seen) == NUMBER
    for place, digit in enumerate(seen.digits):
        row, column = divmod(place, 4)
        middle = turn @ (50 + (column + 0.5) * SIDE, 50 + (row + 0.5) * SIDE, 1)
        left, top, right, bottom = digit.box
        assert np.abs(np.subtract(((left + right) / 2, (top + bottom) / 2), middle)).max() < SIDE / 4
    written = (230 - slanted[..., 0].astype(float)) / 200
    assert np.corrcoef(seen.ink.ravel(), written.ravel())[0, 1] > 0.9


@pytest.mark.parametrize("level", [0, 120, 255])
def test_nothing_is_seen_on_blank_paper(looker, level):
    seen = looker.look(np.full((200, 300, 3), level, np.uint8))
    assert seen.digits == ()
    assert not seen.ink.any()


def on_a_page(glyph, side=140):
    """Ink (300, 300) float in 0..1: a glyph (h, w) uint8 in the middle of a page."""
    ink = np.zeros((300, 300), np.float32)
    large = cv2.resize(glyph, (side * glyph.shape[1] // glyph.shape[0], side)) / np.float32(255)
    left = (300 - large.shape[1]) // 2
    ink[80 : 80 + side, left : left + large.shape[1]] = large
    return ink


def painted(ink, paper=230.0, pen=30.0):
    return np.uint8(paper + (pen - paper) * ink)[..., None].repeat(3, 2)


def test_what_is_alone_is_all_of_its_ink(looker):
    ink = on_a_page(load_test_set()[0][0])
    seen = looker.look(painted(ink))
    assert text(seen) == "7"
    assert np.corrcoef(seen.ink.ravel(), ink.ravel())[0, 1] > 0.95
    left, top, width, height = cv2.boundingRect((ink > 0.3).view(np.uint8))
    assert np.abs(np.subtract(seen.digits[0].box, (left, top, left + width, top + height))).max() < 6


def test_several_grown_together_are_told_apart(looker):
    images = load_test_set()[0]
    both = np.maximum(np.pad(images[1], ((0, 0), (0, 15))), np.pad(images[0], ((0, 0), (15, 0))))
    assert text(looker.look(painted(on_a_page(both)))) == "27"


def test_a_digit_on_a_tile_is_not_the_tile(looker):
    tile = np.zeros((300, 300), np.float32)
    tile[50:250, 60:240] = 1
    digit = on_a_page(load_test_set()[0][1])
    seen = looker.look(painted(tile - 0.9 * digit))
    assert text(seen) == "2"
    assert not seen.dark


def test_what_is_alone_and_none_stays_one_thing(looker):
    star = np.zeros((28, 28), np.uint8)
    for turn in np.arange(0, np.pi, np.pi / 5):
        arm = 11 * np.array([np.cos(turn), np.sin(turn)])
        cv2.line(star, *[tuple(np.int32(np.round(14 + side * arm)).tolist()) for side in (1, -1)], 255, 2)
    assert text(looker.look(painted(on_a_page(star)))) == "?"
