"""The worksheet's PDF: two pages of A4, its numbers as text, no picture made of pixels."""

import re
import zlib

import numpy as np
import pytest

from mnist_core.charts.worksheet import Worksheet, worksheet_pdf


@pytest.fixture(scope="module")
def pdf():
    rng = np.random.default_rng(0)
    return worksheet_pdf(
        Worksheet(
            pixels=rng.integers(0, 11, (28, 28)),
            kernel=rng.integers(-9, 10, (3, 3)),
            bias=-17,
            row=4,
            column=5,
            sums=np.array([[3011, -7, 12, 0], [1, 2, 3, 4], [5, 6, 7, 8]]),
            map_name="Map 7 of conv1",
            map=rng.random((26, 26)),
        )
    )


def content(pdf):
    """Return what the PDF's compressed streams say that are text."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    texts = []
    for stream in streams:
        try:
            # Letters stand apart, with the space between each two.
            texts.append(re.sub(rb"\) -?[\d.]+ \(", b"", zlib.decompress(stream)))
        except zlib.error:
            continue
    return texts


def test_it_has_two_pages_of_a4(pdf):
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2
    [width, height] = map(float, re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf).groups())
    assert width == pytest.approx(595, abs=1)
    assert height == pytest.approx(842, abs=1)


def test_it_is_drawn_and_holds_no_image(pdf):
    assert b"/Subtype /Image" not in pdf


def test_the_solution_is_on_the_second_page_only(pdf):
    task, solution = (page for page in content(pdf) if b" Tj" in page or b" TJ" in page)
    assert b"3011" not in task
    assert b"3011" in solution
    assert b"(-7)" not in solution  # after ReLU it is 0
