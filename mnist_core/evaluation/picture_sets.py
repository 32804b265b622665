"""The sets of pictures that the reading is measured on, by the names that people read."""

from __future__ import annotations

from typing import Any

NAMES = {
    "photos": "phone photos of one digit",
    "photos_small": "small phone photos",
    "photo_crops": "cut from photographed rows",
    "scans_writers": "scans of 41 writers, thin pen",
    "bhmsds_digits": "photographed sheets, many writers",
    "photos2": "more phone photos of one digit",
    "drawn_misc": "drawn in paint programs",
    "drawn2": "drawn with mouse and brush",
    "printed": "printed digits",
    "multi": "whole numbers, photographed",
    "multi_crops": "whole numbers, cut out",
    "number_pages": "pages of numbers",
    "turned": "pages on their side",
    "form_boxes": "rows of boxes on forms",
    "postcodes": "postcodes in their boxes",
    "ledger_amounts": "amounts in a ledger",
    "signed_numbers": "amounts and sums, with signs",
    "exam_marks": "marks on exam sheets",
    "sudoku": "sudoku grids",
    "meters": "meters and displays",
    "boards": "chalk and brush, light on dark",
    "ardis": "ARDIS: Swedish church records",
    "semeion": "Semeion: 16×16, Italy",
    "nondigit_omniglot": "letters of many alphabets",
    "nondigit_greek_forms": "Greek letters on forms",
    "nondigit_greek_students": "Greek letters, written by students",
    "nondigit_symbols": "mathematical symbols",
    "nondigit_photos": "photos and logos",
    "nondigit_blank_crops": "blank paper",
    "nondigit2": "crosses, empty boxes and boards",
}


def character_errors(row: dict[str, Any], none: str) -> str:
    """Return the character error rate in a set's row of the model card, `none` where it has single digits."""
    rate = row.get("character_errors")
    return none if rate is None else f"{rate:.1%}"


def name_of(picture_set: str) -> str:
    """Return the name of a set that a model card or a manifest calls `picture_set`."""
    return NAMES.get(picture_set, picture_set)
