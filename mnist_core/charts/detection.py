"""Pictures of what the detector sees in one look at a page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from mnist_core.charts.figures import DIGIT_COLOURS
from mnist_core.charts.reading import BLUES, blue_colors
from mnist_core.detection.instances import Instance, find_instances
from mnist_core.detection.looking import Look

SIDE = 960  # pixels: the longer side of a picture, or less
DARK = BLUES[0]  # where nothing is
PALE = 0.4  # of full strength: ink behind something else
GLOW = np.array((255, 176, 32))
EVERY = 2  # pixels of a look from one line to the next


def clearest_look(looks: Sequence[Look]) -> Look:
    """Return the look at all of a page that shows the most digits; among equals, the closest."""
    whole = [look for look in looks if _area(look) > 0.9 * _area(looks[0])]
    return max(whole, key=lambda look: (len(find_instances(look)), look.scale))


def ink_of_digits(look: Look) -> np.ndarray:
    """Return (h, w, 3) uint8: each pixel of ink in the colour of the digit it belongs to."""
    seen = np.zeros((*look.ink.shape, 3)) + DARK
    for instance, colour in _coloured(look):
        rows, columns = _place(instance, look)
        cells = seen[rows, columns]
        cells += instance.mask[..., None] * (colour - cells)
    return _enlarged(seen)


def heat_on_ink(look: Look) -> np.ndarray:
    """Return (h, w, 3) uint8: the chance of ink in blue, and over it the chance of a centre, glowing."""
    ink = _pale_ink(look)
    return _enlarged(ink + look.heat[..., None] * (GLOW - ink))


def offsets_to_centres(look: Look) -> np.ndarray:
    """Return (h, w, 3) uint8: lines from pixels of ink to where they point, each in its digit's colour."""
    image = Image.fromarray(_enlarged(_pale_ink(look)))
    factor = image.width // look.ink.shape[1]
    draw = ImageDraw.Draw(image)
    for instance, colour in _coloured(look):
        rows, columns = _place(instance, look)
        for y, x in np.argwhere(instance.mask > 0.5) + np.array((rows.start, columns.start)):
            if y % EVERY == x % EVERY == 0:
                start = (np.array((x, y)) + 0.5) * factor
                end = start + look.offset[y, x] * factor
                draw.line((*start, *end), tuple(colour), max(1, factor // 4))
                draw.circle(tuple(end), max(1, factor // 3), tuple(colour))
    return np.asarray(image)


def closer_map(look: Look) -> np.ndarray:
    """Return (h, w, 3) uint8: light where the detector asks for a closer look."""
    return _enlarged(blue_colors()[np.uint8(255 * look.closer)])


def _area(look: Look) -> float:
    """Return how much of its picture a look shows, in pixels of the picture."""
    return look.ink.size / look.scale**2


def _pale_ink(look: Look) -> np.ndarray:
    return blue_colors()[np.uint8(255 * PALE * look.ink)]


def _coloured(look: Look) -> list[tuple[Instance, np.ndarray]]:
    """Return the digits of a look from left to right, neighbours in different colours."""
    found = sorted(find_instances(look), key=lambda instance: instance.left)
    colours = [np.array(bytearray.fromhex(colour[1:])) for colour in DIGIT_COLOURS]
    return [(instance, colours[i % len(colours)]) for i, instance in enumerate(found)]


def _place(instance: Instance, look: Look) -> tuple[slice, slice]:
    """Return the rows and the columns of a look on which an instance's mask lies."""
    height, width = instance.mask.shape
    top = round((instance.top - look.top) * look.scale)
    left = round((instance.left - look.left) * look.scale)
    return slice(top, top + height), slice(left, left + width)


def _enlarged(seen: np.ndarray) -> np.ndarray:
    """Return a picture (h, w, 3) of 0..255 as uint8, each pixel of the look a square."""
    factor = max(1, SIDE // max(seen.shape[:2]))
    return np.uint8(np.round(seen)).repeat(factor, 0).repeat(factor, 1)
