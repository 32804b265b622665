"""What a class takes along: a worksheet, and the digit as a picture."""

from __future__ import annotations

import io

import numpy as np
import streamlit as st
from PIL import Image

from mnist_core.charts.reading import enlarge
from mnist_core.charts.svg import svg_of_pixels
from mnist_core.charts.worksheet import worksheet_pdf
from mnist_core.lesson.weights import load_weights
from mnist_core.lesson.worksheet import make_worksheet
from mnist_core.ui.lesson.address import read_number
from mnist_core.ui.lesson.subject import Subject

PNG_FACTOR = 20


def offer_take_along(subject: Subject) -> None:
    """Draw a folded list of files to take along, each made when it is asked for."""
    with st.popover("Take along", icon=":material/download:"):
        maps = subject.activations.conv1
        number = read_number("map", 1, maps.shape[-1], int(maps.max(axis=(0, 1)).argmax()) + 1)
        st.caption(
            f"The worksheet is a convolution to do by hand, for map {number} of conv1; page two has the "
            "solution. The camera in the corner of a chart saves that chart as SVG."
        )
        for label, make, name, mime in (
            ("Worksheet (PDF)", lambda: _worksheet(subject, number), "worksheet.pdf", "application/pdf"),
            ("The digit (PNG)", lambda: _png(subject.image), "digit.png", "image/png"),
            ("The digit (SVG)", lambda: svg_of_pixels(subject.image), "digit.svg", "image/svg+xml"),
        ):
            st.download_button(
                label, make, name, mime, key=f"take-{name}", on_click="ignore", icon=":material/download:"
            )


def _worksheet(subject: Subject, number: int) -> bytes:
    return worksheet_pdf(make_worksheet(load_weights(), subject.activations, number - 1))


def _png(image: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(enlarge(image, PNG_FACTOR)).save(file, "PNG")
    return file.getvalue()
