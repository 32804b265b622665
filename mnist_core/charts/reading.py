"""Pictures and charts of what was read, from arrays: no page, no network."""

from __future__ import annotations

import io
from collections.abc import Container
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from mnist_core.charts.figures import Figure
from mnist_core.reading import UNKNOWN, Digit, Reading

PICTURE_SIDE = 640
# A light line within a dark one shows on any picture.
BOX_COLORS = {True: (137, 207, 240), False: (255, 190, 92)}
BOX_EDGE = (10, 34, 56)
# Dark to light blue. Evenly spaced in lightness once `blue_colors` has placed them.
BLUES = np.array([(7, 17, 30), (18, 52, 88), (30, 99, 158), (86, 165, 220), (137, 207, 240), (240, 249, 255)])
LABEL_HEIGHT = 32
LABEL_LEVEL = 204


def probability_bars(probabilities: np.ndarray) -> Figure:
    """Return a bar for each of the ten digits (10,), the most probable one apart and labelled.

    The bars carry no colour of their own: the page's theme gives the winner its
    first chart colour and the others its second, in light and in dark.
    """
    winner = int(np.argmax(probabilities))
    others = [digit for digit in range(10) if digit != winner]
    return {
        "data": [
            _bars("Winner", [winner], probabilities, f"<b>{percent(float(probabilities[winner]))}</b>"),
            _bars("Others", others, probabilities, ""),
        ],
        "layout": {
            "barmode": "overlay",
            "showlegend": False,
            "height": 260,
            "margin": {"l": 0, "r": 0, "t": 28, "b": 0},
            "bargap": 0.25,
            "xaxis": {"tickmode": "linear", "dtick": 1, "fixedrange": True},
            "yaxis": {"range": [0, 1], "tickformat": ".0%", "fixedrange": True, "nticks": 5},
        },
    }


def _bars(name: str, digits: list[int], probabilities: np.ndarray, text: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": digits,
        "y": [float(probabilities[digit]) for digit in digits],
        "text": [text] * len(digits),
        "textposition": "outside",
        "textfont": {"size": 16},
        "constraintext": "none",
        "hovertemplate": "<b>%{x}</b>: %{y:.4%}<extra></extra>",
        "cliponaxis": False,
    }


def percent(share: float) -> str:
    """Return a share in 0..1 as per cent with one decimal, never rounded up to a certainty."""
    return "> 99.9 %" if share > 0.999 else f"{100 * share:.1f} %"


def boxed_picture(reading: Reading, doubtful: Container[int] = ()) -> np.ndarray:
    """Return the picture (h, w, 3) uint8 with a box and its digit around each thing found.

    Boxes at the `doubtful` places among the reading's digits, and of what is not called a digit, are
    broken, and their digits have a "?". Small pictures are enlarged pixel by pixel, so that boxes and
    digits stay legible.
    """
    image = Image.fromarray(_fit(reading.picture))
    draw = ImageDraw.Draw(image)
    scale = image.width / reading.size[0]
    for place, digit in enumerate(reading.digits):
        left, top, right, bottom = (round(edge * scale) for edge in digit.box)
        box = [
            max(left - 6, 0),
            max(top - 6, 0),
            min(right + 6, image.width - 1),
            min(bottom + 6, image.height - 1),
        ]
        is_sure = digit.accepted and place not in doubtful
        color = BOX_COLORS[is_sure]
        draw.rectangle([box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2], outline=BOX_EDGE, width=7)
        if is_sure:
            draw.rectangle(box, outline=color, width=3)
        else:
            _dashed_rectangle(draw, box, color)
        _tag(draw, box, digit_name(digit, not is_sure), color)
    return np.asarray(image)


def digit_name(digit: Digit, is_doubtful: bool) -> str:
    """Return a digit's name for small places: "4", in doubt "4?", and "?" if it is not called a digit."""
    return f"{digit.value if digit.accepted else ''}{UNKNOWN if is_doubtful else ''}"


def ink_picture(reading: Reading) -> np.ndarray:
    """Return the separated ink (h, w) uint8, white on black, at the size of `boxed_picture`."""
    return _fit(reading.ink)


def enlarge(pixels: np.ndarray, factor: int) -> np.ndarray:
    """Return an image (h, w) in 0..1 or uint8 as uint8, each pixel a square of `factor` pixels."""
    if pixels.dtype != np.uint8:
        pixels = np.round(255 * pixels).astype(np.uint8)
    return pixels.repeat(factor, 0).repeat(factor, 1)


def feature_map_grid(maps: np.ndarray, columns: int = 8) -> bytes:
    """Return all maps (h, w, n) of one layer, n a multiple of `columns`, as one picture, a PNG file.

    Row by row, each under its number from 1 to n. One scale for the whole layer: dark is no response, white
    the layer's strongest, and between them the square root, or few but the strongest would show on a wall.
    """
    height, width, count = maps.shape
    factor = 104 // height
    grid = _numbered_cells(count // columns, columns, height * factor, width * factor).copy()
    strongest = maps.max()
    levels = (255 * np.sqrt(maps / strongest if strongest > 0 else maps)).astype(np.uint8)
    cells = levels.repeat(factor, 0).repeat(factor, 1)
    cells = cells.reshape(height * factor, width * factor, count // columns, columns)
    inside = grid.reshape(count // columns, -1, columns, grid.shape[1] // columns)
    inside[:, LABEL_HEIGHT : LABEL_HEIGHT + height * factor, :, : width * factor] = cells.transpose(
        2, 0, 3, 1
    )
    return png(grid, blue_colors())


def png(picture: np.ndarray, colors: np.ndarray | None = None) -> bytes:
    """Return a picture (h, w) or (h, w, 3) uint8 as a PNG file, a grey one in `colors` (256, 3), if given.

    It is packed loosely: that takes a third of the time, and pictures of few colours are small anyway.
    """
    image = Image.fromarray(picture)
    if colors is not None:
        image.putpalette(colors.tobytes())
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()


@cache
def blue_colors() -> np.ndarray:
    """Return (256, 3) uint8: a colormap from near black over baby blue to white, even in CIE lightness."""
    linear = np.where(BLUES <= 10, BLUES / 3294.6, ((BLUES / 255 + 0.055) / 1.055) ** 2.4)
    lightness = np.cbrt(linear @ (0.2126, 0.7152, 0.0722))
    place = (lightness - lightness[0]) / (lightness[-1] - lightness[0])
    levels = np.linspace(0, 1, 256)
    return np.stack([np.interp(levels, place, channel) for channel in BLUES.T], 1).round().astype(np.uint8)


@cache
def _numbered_cells(rows: int, columns: int, height: int, width: int) -> np.ndarray:
    gap = 6
    cell_height, cell_width = LABEL_HEIGHT + height + gap, width + gap
    image = Image.new("L", (columns * cell_width, rows * cell_height))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(26)
    for index in range(rows * columns):
        row, column = divmod(index, columns)
        draw.text((column * cell_width + 2, row * cell_height), str(index + 1), LABEL_LEVEL, font)
    return np.asarray(image)


def _fit(picture: np.ndarray) -> np.ndarray:
    """Bring the longer side near PICTURE_SIDE: enlarged by whole pixels, or reduced by averaging."""
    longest = max(picture.shape[:2])
    if longest <= PICTURE_SIDE:
        factor = PICTURE_SIDE // longest
        return picture.repeat(factor, 0).repeat(factor, 1)
    image = Image.fromarray(picture)
    image.thumbnail((PICTURE_SIDE, PICTURE_SIDE), Image.Resampling.BOX)
    return np.asarray(image)


def _tag(draw: ImageDraw.ImageDraw, box: list[int], text: str, color: tuple[int, int, int]) -> None:
    """Write `text` on a filled tag above the box, or inside its top where there is no room above."""
    font = ImageFont.load_default(int(np.clip((box[3] - box[1]) / 3, 20, 40)))
    left, top, right, bottom = draw.textbbox((0, 0), text, font)
    width, height = right - left + 12, bottom - top + 10
    y = box[1] - height if box[1] >= height else box[1]
    draw.rectangle((box[0], y, box[0] + width, y + height), fill=color, outline=BOX_EDGE, width=2)
    draw.text((box[0] + 6 - left, y + 5 - top), text, BOX_EDGE, font)


def _dashed_rectangle(draw: ImageDraw.ImageDraw, box: list[int], color: tuple[int, int, int]) -> None:
    left, top, right, bottom = box
    for x in range(left, right, 16):
        for y in (top, bottom):
            draw.line((x, y, min(x + 9, right), y), color, 3)
    for y in range(top, bottom, 16):
        for x in (left, right):
            draw.line((x, y, x, min(y + 9, bottom)), color, 3)
