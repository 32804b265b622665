"""Glyphs have the size that was asked for and stay what they are with any pen."""

from dataclasses import replace

import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.normalization import normalize
from mnist_core.training.scenes import Glyphs
from mnist_core.training.scenes.canvas import CHARACTER

SOURCES = ("mnist", "drawn", "printed")


@pytest.fixture(scope="module")
def glyphs():
    return Glyphs.of(*load_test_set())


def hand(glyphs, rng, source, **changes):
    return replace(glyphs.hand(rng), source=source, **changes)


@pytest.mark.parametrize("source", [*SOURCES, "segments"])
@pytest.mark.parametrize("height", [14, 40])
def test_a_glyph_is_about_as_long_as_asked_for_and_cut_to_its_ink(glyphs, source, height):
    rng = np.random.default_rng(0)
    sizes = []
    for _ in range(40):
        _, draw = glyphs.digit(hand(glyphs, rng, source, slant=0, width=1), rng)
        glyph = draw(height, rng)
        assert glyph.dtype == np.float32
        assert 0 <= glyph.min() <= glyph.max() <= 1.01
        sizes.append(max(glyph.shape))
    assert np.median(sizes) == pytest.approx(height, rel=0.2)
    assert max(sizes) < 1.6 * height


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("stroke", [0.05, 0.1, 0.2])
def test_with_any_pen_it_is_still_the_digit_that_it_says(glyphs, source, stroke):
    rng = np.random.default_rng(1)
    pairs = [glyphs.digit(hand(glyphs, rng, source, stroke=stroke), rng) for _ in range(100)]
    pixels = np.stack([normalize(draw(46, rng)) for _, draw in pairs])
    read = load_recognizer().classify(pixels).argmax(1)
    assert (read == [value for value, _ in pairs]).mean() > 0.9


def test_strokes_are_as_wide_as_the_hand_s_pen(glyphs):
    rng = np.random.default_rng(2)
    shares = []
    for stroke in (0.06, 0.12, 0.2):
        digits = [glyphs.digit(hand(glyphs, rng, "mnist", stroke=stroke), rng)[1](46, rng) for _ in range(60)]
        shares.append(np.mean([glyph.mean() for glyph in digits]))
    assert shares[0] < 0.8 * shares[1] < 0.8 * 0.9 * shares[2]


def test_one_hand_writes_with_one_writer_s_digits():
    images, labels = load_test_set()
    writers = np.arange(len(images)) // 100
    glyphs = Glyphs.of(images, labels, writers)
    rng = np.random.default_rng(0)
    one = hand(glyphs, rng, "mnist", writer=7)
    own = set(labels[700:800].tolist())
    assert {glyphs.digit(one, rng)[0] for _ in range(200)} == own


@pytest.mark.parametrize("source", SOURCES)
def test_letters_are_no_digits(glyphs, source):
    rng = np.random.default_rng(0)
    value, draw = glyphs.letter(hand(glyphs, rng, source), rng)
    assert value == CHARACTER
    assert draw(30, rng).max() > 0.5
