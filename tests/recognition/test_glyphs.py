"""Regions of ink to digits, judged by the network that ships."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.ink import separate_ink
from mnist_core.detection.pieces import find_pieces
from mnist_core.detection.segmentation import find_rows
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.glyphs import find_glyphs, search_together
from mnist_core.recognition.judge import Judge
from mnist_core.recognition.network import Network
from mnist_core.recognizer import MODELS

IMAGES, LABELS = load_test_set()


@pytest.fixture(scope="module")
def judge():
    return Judge(Network.load(MODELS), Confidence.load(MODELS))


def search(page):
    ink = separate_ink(page[..., None].repeat(3, 2))
    return find_glyphs(find_rows(find_pieces(ink), ink))


def page_with(places, gap, scale=4):
    """Return a page (h, w) uint8, white, with test digits in black, `gap` pixels of 28 between their ink."""
    page = np.zeros((48, 60 + 28 * len(places)), np.uint8)
    x = 10
    for place in places:
        columns = np.flatnonzero(IMAGES[place].any(0))
        ink = IMAGES[place][:, columns[0] : columns[-1] + 1]
        view = page[10:38, x : x + ink.shape[1]]
        np.maximum(view, ink, out=view)
        x += ink.shape[1] + gap
    return 255 - page.repeat(scale, 0).repeat(scale, 1)


def values(glyphs):
    return [int(glyph.probabilities.argmax()) for glyph in glyphs]


def test_digits_apart_are_found_in_reading_order(judge):
    places = [0, 1, 2, 3, 4]
    [glyphs] = search_together([search(page_with(places, 6))], judge)
    assert values(glyphs) == LABELS[places].tolist()
    lefts = [glyph.region.box[0] for glyph in glyphs]
    assert lefts == sorted(lefts)


def test_a_flag_high_above_its_five_is_its_own(judge):
    page = np.full((600, 500), 255, np.uint8)
    cv2.line(page, (215, 190), (200, 300), 0, 20, cv2.LINE_AA)
    cv2.ellipse(page, (225, 380), (75, 80), 0, -100, 150, 0, 20, cv2.LINE_AA)
    cv2.line(page, (265, 145), (370, 70), 0, 20, cv2.LINE_AA)
    [glyphs] = search_together([search(page)], judge)
    assert values(glyphs) == [5]


def test_digits_in_a_column_are_found_from_top_to_bottom(judge):
    places = [0, 1, 2, 3, 4]
    page = np.vstack([255 - np.pad(IMAGES[place], 4) for place in places]).repeat(6, 0).repeat(6, 1)
    [glyphs] = search_together([search(page)], judge)
    assert values(glyphs) == LABELS[places].tolist()


@pytest.mark.parametrize("count", [2, 3])
def test_most_touching_digits_are_cut_apart(judge, count):
    numbers = [list(range(i, i + count)) for i in range(0, 20, 2)]
    searches = [search(page_with(places, -1)) for places in numbers]
    found = search_together(searches, judge)
    right = [values(glyphs) == LABELS[places].tolist() for places, glyphs in zip(numbers, found, strict=True)]
    assert sum(right) >= 0.7 * len(numbers)


def test_single_digits_are_not_cut(judge):
    searches = [search(page_with([place], 0)) for place in range(20)]
    found = search_together(searches, judge)
    assert sum(len(glyphs) == 1 for glyphs in found) >= 19


def test_searches_together_find_what_each_finds_alone(judge):
    pages = [page_with(places, 5) for places in ([5], [6, 7], [8, 9, 10])]
    together = search_together([search(page) for page in pages], judge)
    alone = [search_together([search(page)], judge)[0] for page in pages]
    assert [values(glyphs) for glyphs in together] == [values(glyphs) for glyphs in alone]
