"""An image as SVG: squares, sharp at any size."""

from __future__ import annotations

import numpy as np


def svg_of_pixels(image: np.ndarray) -> bytes:
    """Return an image (h, w) uint8 as an SVG file: black, with a square for each pixel above 0."""
    height, width = image.shape
    squares = "".join(
        f'<rect x="{column}" y="{row}" width="1" height="1" fill="{_grey(image[row, column])}"/>'
        for row, column in np.argwhere(image).tolist()
    )
    box = f'viewBox="0 0 {width} {height}" shape-rendering="crispEdges"'
    ground = f'<rect width="{width}" height="{height}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{ground}{squares}</svg>'.encode()


def _grey(level: int) -> str:
    return "#" + 3 * f"{level:02x}"
