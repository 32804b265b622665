"""The kinds of pictures that robustness is measured on, by the names that people read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from mnist_core.evaluation.scenes import (
    camera,
    digits,
    light,
    marks,
    numbers,
    paper,
    pens,
    surroundings,
    words,
)

Scene = Callable[[np.ndarray, np.random.Generator], np.ndarray]


@dataclass(frozen=True)
class Number:
    """A kind of picture of whole numbers: what makes it of (n, 28, 28) digits, and how many each row has.

    signs: whether there are also things that may be left out or read as "?".
    """

    scene: Scene
    lengths: tuple[int, ...]
    signs: bool = False


def _on_paper(scene: Scene) -> Scene:
    return lambda image, random: scene(digits.on_paper(image), random)


def _a_number(scene: Scene) -> Number:
    return Number(lambda images, random: scene(numbers.plain(images, random), random), (4,))


def _touching(*overlaps: int) -> Number:
    return Number(partial(digits.touching, overlaps=overlaps), (len(overlaps) + 1,))


def _page(lengths: tuple[int, ...], quarters: tuple[int, ...] = (0,)) -> Number:
    def turned(images: np.ndarray, random: np.random.Generator) -> np.ndarray:
        return np.rot90(numbers.page(images, random, lengths), random.choice(quarters))

    return Number(turned, lengths)


IMAGES: dict[str, Scene] = {
    "As they are": lambda image, _: image,
    "Inverted": camera.inverted,
    "Enlarged tenfold": digits.enlarged,
    "Pasted on a 640×480 page, any grey on any grey": digits.pasted,
}
NUMBERS: dict[str, Number] = {
    "Two digits that touch": _touching(1),
    "Three digits that touch": _touching(1, 1),
    "Four digits, of which the middle two touch": _touching(-6, 1, -6),
    "Four digits on paper": Number(numbers.plain, (4,)),
    "Cut tight at their ink": Number(numbers.tight, (4,)),
    "In a row of boxes, one digit each": Number(numbers.in_boxes, (6,)),
    "With a ledger's line through their feet": Number(numbers.on_ledger_lines, (5,)),
    "Dates with slashes": Number(numbers.as_date, (8,), signs=True),
    "Amounts with comma and point": Number(numbers.as_amount, (7,), signs=True),
    "Beside a printed word": Number(words.beside_a_printed_word, (4,), signs=True),
    "Beside handwritten letters and signs": Number(words.beside_letters, (4,), signs=True),
    "Beside the edge of a desk or a book": _a_number(surroundings.beside_an_edge),
    "Half in the shadow of an edge": _a_number(light.half_in_shade),
    "Slanted by 10 to 30 degrees": _a_number(camera.slanted),
    "Four digits, on their side or upside down": _page((4,), (1, 2, 3)),
    "A page of four rows": _page((6,) * 4),
    "The same, turned by 90 degrees either way": _page((6,) * 4, (1, 3)),
    "The same, upside down": _page((6,) * 4, (2,)),
}
PAGES: dict[str, Number] = {"Pages of 500 digits": _page((20,) * 25)}
CHANGES: dict[str, Scene] = {
    "Moved anywhere on a page": digits.moved,
    "Scaled to between 24 and 2,000 px tall": digits.scaled,
    "Shrunk to 14×14 pixels": _on_paper(camera.shrunk),
    "Cut out at its own edges": _on_paper(camera.cut_out),
    "Inverted": _on_paper(camera.inverted),
    "Lit by a gradient of half the range": _on_paper(light.lit_from_a_side),
    "Rotated by 12 degrees either way": _on_paper(camera.rotated),
    "JPEG at quality 30": _on_paper(camera.compressed),
    "Gaussian noise of sigma 15": _on_paper(camera.noisy),
    "Salt and pepper on 5 % of the pixels": _on_paper(camera.speckled),
    "A soft shadow edge across it": _on_paper(light.across_a_shadow),
    "On ruled paper": _on_paper(paper.ruled),
    "On squared paper": _on_paper(paper.squared),
    "In a box": _on_paper(marks.boxed),
    "In a row of boxes": _on_paper(marks.in_a_row_of_boxes),
    "In a circle": _on_paper(marks.circled),
    "Underlined": _on_paper(marks.underlined),
    "On a sheet on a desk": _on_paper(surroundings.on_desk),
    "Beside the fold of a book": _on_paper(paper.beside_a_fold),
    "In crayon": _on_paper(pens.in_crayon),
    "With a ballpoint's double track": _on_paper(pens.in_two_tracks),
    "With a marker that runs dry": _on_paper(pens.in_dry_marker),
    "Under a lamp": _on_paper(light.under_a_lamp),
    "In the shadow of a hand": _on_paper(light.under_a_hand),
    "Light on a dark tile": _on_paper(surroundings.on_dark_tile),
    "On a folded sheet": _on_paper(paper.folded),
    "On paper written on at the back": _on_paper(paper.shown_through),
    "Beside a pen": _on_paper(surroundings.beside_a_pen),
}
