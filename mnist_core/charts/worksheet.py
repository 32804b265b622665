"""The lesson's worksheet, two pages of A4 to print: a convolution to do by hand, and its solution."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

A4 = (8.27, 11.69)  # inches
FRAME, PALE = "#c04a00", "#cfd8e3"
HEADING, TEXT = 17, 10  # points


@dataclass(frozen=True, eq=False)
class Worksheet:
    """What is printed, in whole numbers.

    pixels: (28, 28), 0 for paper to 10 for ink.
    kernel: (3, 3), the weights of a filter, the largest 9 or -9. bias: what is added to each sum.
    row, column: the first cell, from 0, of the stretch of its map that is filled in.
    sums: (r, c), what the cells of the stretch are before ReLU.
    map_name, map: which map of the network this is, and all of it (26, 26), as the network computes it.
    """

    pixels: np.ndarray
    kernel: np.ndarray
    bias: int
    row: int
    column: int
    sums: np.ndarray
    map_name: str
    map: np.ndarray

    @property
    def solution(self) -> np.ndarray:
        """The cells of the stretch (r, c)."""
        return np.maximum(self.sums, 0)

    @property
    def first_products(self) -> np.ndarray:
        """The nine products (3, 3) of its first cell."""
        return self.pixels[self.row : self.row + 3, self.column : self.column + 3] * self.kernel


def worksheet_pdf(sheet: Worksheet) -> bytes:
    """Return the PDF: the task on its first page, the solution on its second."""
    from matplotlib.backends.backend_pdf import PdfPages

    file = io.BytesIO()
    with PdfPages(file, metadata={"Title": "A filter by hand", "CreationDate": None}) as pdf:
        pdf.savefig(_task(sheet))
        pdf.savefig(_solution(sheet))
    return file.getvalue()


def _page(title: str, words: str) -> Figure:
    from matplotlib.figure import Figure

    page = Figure(A4)
    page.text(0.07, 0.945, title, fontsize=HEADING, fontweight="bold")
    page.text(0.07, 0.928, words, fontsize=TEXT, va="top", linespacing=1.5)
    return page


def _task(sheet: Worksheet) -> Figure:
    rows, columns = sheet.solution.shape
    page = _page(
        "A filter by hand",
        "Below is a digit as the network gets it: 28 × 28 numbers, 0 for paper, 10 for ink.\n"
        "Lay the filter on the 3 × 3 numbers at the upper left of the frame. Multiply each by the weight\n"
        "on it, add up the nine products, and add the bias. Less than 0? Then write 0: that is ReLU.\n"
        "This is the first cell. Move the filter one number to the right for the next, and go on.",
    )
    page.text(0.93, 0.945, "Name: ______________________", fontsize=TEXT, ha="right")
    image = page.add_axes((0.1, 0.268, 0.8, 0.8 * A4[0] / A4[1]))
    _draw_pixels(image, sheet.pixels)
    _frame(image, sheet.row, sheet.column, rows + 2, columns + 2)
    kernel = page.add_axes((0.1, 0.07, 0.2, 0.2 * A4[0] / A4[1]))
    _draw_cells(kernel, [[f"{weight:d}" for weight in row] for row in sheet.kernel])
    kernel.set_title(f"Filter, bias {sheet.bias:d}", fontsize=TEXT, loc="left")
    empty = page.add_axes((0.42, 0.07, 0.48, 0.48 * A4[0] / A4[1] * rows / columns * 0.62))
    _draw_cells(empty, [[""] * columns for _ in range(rows)])
    empty.set_title(f"Its map, {_stretch(sheet)}", fontsize=TEXT, loc="left")
    return page


def _solution(sheet: Worksheet) -> Figure:
    rows, columns = sheet.solution.shape
    sum_ = " ".join(f"{product:+d}" for product in sheet.first_products.flat)
    page = _page(
        "Solution",
        f"The first cell, its nine products one after another, and the bias:\n"
        f"{sum_}  {sheet.bias:+d}  =  {sheet.sums[0, 0]:d},  after ReLU  {sheet.solution[0, 0]:d}.",
    )
    cells = page.add_axes((0.07, 0.62, 0.6, 0.6 * A4[0] / A4[1] * rows / columns * 0.7))
    _draw_cells(cells, [[f"{value:d}" for value in row] for row in sheet.solution])
    cells.set_title(f"The map, {_stretch(sheet)}", fontsize=TEXT, loc="left")
    whole = page.add_axes((0.07, 0.1, 0.6, 0.6 * A4[0] / A4[1]))
    _draw_map(whole, sheet.map)
    _frame(whole, sheet.row, sheet.column, rows, columns)
    whole.set_title(
        f"{sheet.map_name}, the whole of it, as the network computes it", fontsize=TEXT, loc="left"
    )
    page.text(
        0.07,
        0.085,
        "On this sheet all numbers are whole: ink in tenths, weights so that the largest is 9. The network\n"
        "computes with fractions; the pattern is the same.",
        fontsize=TEXT,
        va="top",
        linespacing=1.5,
    )
    return page


def _stretch(sheet: Worksheet) -> str:
    """Return where the stretch lies in the map, counted from 1."""
    rows, columns = sheet.sums.shape
    return (
        f"rows {sheet.row + 1} to {sheet.row + rows}, columns {sheet.column + 1} to {sheet.column + columns}"
    )


def _draw_pixels(axes: Axes, pixels: np.ndarray) -> None:
    """Write each number into its cell, the shade of its ink behind it."""
    side = len(pixels)
    axes.pcolormesh(
        np.arange(side + 1),
        np.arange(side + 1),
        pixels,
        cmap="Greys",
        vmin=0,
        vmax=30,
        edgecolor=PALE,
        lw=0.4,
    )
    for row, column in np.ndindex(pixels.shape):
        value = pixels[row, column]
        axes.text(
            column + 0.5,
            row + 0.52,
            f"{value:d}",
            ha="center",
            va="center",
            fontsize=8,
            color="k" if value else "0.6",
        )
    _as_grid(axes, side, side)
    for place in range(0, side, 3):
        axes.text(place + 0.5, -0.35, f"{place + 1}", ha="center", fontsize=7)
        axes.text(-0.35, place + 0.52, f"{place + 1}", ha="right", va="center", fontsize=7)


def _draw_cells(axes: Axes, words: list[list[str]]) -> None:
    """Draw a table of squares with words in them."""
    for row, line in enumerate(words):
        for column, word in enumerate(line):
            axes.text(column + 0.5, row + 0.52, word, ha="center", va="center", fontsize=15)
    rows, columns = len(words), len(words[0])
    axes.hlines(range(rows + 1), 0, columns, color="k", lw=1)
    axes.vlines(range(columns + 1), 0, rows, color="k", lw=1)
    _as_grid(axes, rows, columns)


def _draw_map(axes: Axes, values: np.ndarray) -> None:
    side = len(values)
    axes.pcolormesh(np.arange(side + 1), np.arange(side + 1), values, cmap="Greys", edgecolor=PALE, lw=0.3)
    _as_grid(axes, side, side)


def _as_grid(axes: Axes, rows: int, columns: int) -> None:
    axes.set(xlim=(0, columns), ylim=(rows, 0))
    axes.axis("off")


def _frame(axes: Axes, row: int, column: int, rows: int, columns: int) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle((column, row), columns, rows, fill=False, edgecolor=FRAME, lw=2.2, clip_on=False)
    )
