"""Heat over a digit: where in its image something is strong."""

from __future__ import annotations

from typing import Any

import numpy as np

from mnist_core.charts.figures import STILL_AXIS, Figure, square_around

SIDE = 28
# Nothing is clear glass; orange is for, blue is against. On the black of the image both stand out.
FOR = "255,176,32"
AGAINST = "70,160,255"
GREYS = [[0, "#000000"], [1, "#b8b8b8"]]
SQUARE = "#ffffff"


def heat_over_digit(
    pixels: np.ndarray, heat: np.ndarray, hover: str, square: tuple[int, int, int] | None = None
) -> Figure:
    """Draw an image (28, 28) in 0..1 under `heat` (28, 28), orange above 0 and blue below.

    `hover` is what a place says, with `%{z}` for its heat and `%{y}`, `%{x}` for its row and column from 1.
    `square` gives the row and column, from 0, and the width of a frame about a pixel.
    """
    places = list(range(1, SIDE + 1))
    strongest = max(float(np.abs(heat).max()), 1e-6)
    over = {"type": "heatmap", "x": places, "y": places, "showscale": False}
    digit = over | {"z": pixels, "zmin": 0, "zmax": 1, "colorscale": GREYS, "hoverinfo": "skip"}
    hot = over | {
        "z": heat,
        "zmin": -strongest,
        "zmax": strongest,
        "colorscale": [[0, f"rgba({AGAINST},0.85)"], [0.5, f"rgba({FOR},0)"], [1, f"rgba({FOR},0.85)"]],
        "hovertemplate": hover + "<extra></extra>",
    }
    edges = [0.5, SIDE + 0.5]
    layout = {
        "height": 300,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {**STILL_AXIS, "range": edges, "constrain": "domain", "constraintoward": "left"},
        "yaxis": {
            **STILL_AXIS,
            "range": edges[::-1],
            "scaleanchor": "x",
            "constrain": "domain",
            "constraintoward": "top",
        },
        "shapes": [_frame(*square)] if square else [],
        "dragmode": False,
    }
    return {"data": [digit, hot], "layout": layout}


def _frame(row: int, column: int, width: int) -> dict[str, Any]:
    return square_around(column + 1, row + 1, width, {"color": SQUARE, "width": 2})
