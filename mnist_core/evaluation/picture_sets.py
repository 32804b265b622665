"""The sets of pictures that the reading is measured on, by the names that people read."""

NAMES = {
    "photos": "phone photos of one digit",
    "photos_small": "small phone photos",
    "photo_crops": "cut from photographed rows",
    "scans_writers": "scans of 41 writers, thin pen",
    "bhmsds_digits": "photographed sheets, many writers",
    "drawn_misc": "drawn in paint programs",
    "printed": "printed digits",
    "multi": "whole numbers, photographed",
    "multi_crops": "whole numbers, cut out",
    "ardis": "ARDIS: Swedish church records",
    "semeion": "Semeion: 16×16, Italy",
    "nondigit_omniglot": "letters of many alphabets",
    "nondigit_greek_forms": "Greek letters on forms",
    "nondigit_greek_students": "Greek letters, written by students",
    "nondigit_symbols": "mathematical symbols",
    "nondigit_photos": "photos and logos",
    "nondigit_blank_crops": "blank paper",
}


def name_of(picture_set: str) -> str:
    """Return the name of a set that a model card or a manifest calls `picture_set`."""
    return NAMES.get(picture_set, picture_set)
