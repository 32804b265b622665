"""The shared colours, against WCAG's definition of contrast and the theme itself."""

import tomllib
from pathlib import Path

import pytest

from mnist_core.charts.evaluation import FRAME
from mnist_core.charts.figures import (
    BLUE,
    DIGIT_COLOURS,
    GREY,
    INK,
    LIGHT_BLUE,
    LIGHT_ORANGE,
    ORANGE,
)

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"]


def contrast(first, second):
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    luminances = []
    for colour in (first, second):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        luminances.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(luminances) + 0.05) / (min(luminances) + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_background(scheme):
    background = THEME[scheme]["backgroundColor"]
    for colour in {*DIGIT_COLOURS, BLUE, ORANGE, GREY, FRAME}:
        assert contrast(colour, background) >= 3, colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chart_text_can_be_read(scheme):
    assert contrast(THEME[scheme]["chartSequentialColors"][-1], THEME[scheme]["backgroundColor"]) >= 4.5


@pytest.mark.parametrize("fill", [LIGHT_BLUE, LIGHT_ORANGE])
def test_text_on_fills_can_be_read(fill):
    assert contrast(INK, fill) >= 4.5


def test_the_ten_digits_have_ten_colours():
    assert len(set(DIGIT_COLOURS)) == 10
