"""Writes the figures in README.md anew from models/model_card.json and models/robustness.json.

python docs/update_readme.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
ROBUSTNESS = ROOT / "models" / "robustness.json"
BEGIN, END = "<!-- figures: python docs/update_readme.py -->\n", "<!-- end of figures -->"
SETS = {
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


def main() -> None:
    """Replace what stands between the two marks in README.md."""
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(before + BEGIN + figures() + END + after, encoding="utf-8")


def figures() -> str:
    """Return the README's tables, as Markdown."""
    card = json.loads((ROOT / "models" / "model_card.json").read_text(encoding="utf-8"))
    evaluation = card["evaluation"]
    parts = [_summary(card)]
    if evaluation["realworld"]:
        parts.append(_real_pictures(evaluation["realworld"]))
    parts.append(_refusals(evaluation["refusal"]["nondigits"]))
    if ROBUSTNESS.exists():
        parts += _robustness(json.loads(ROBUSTNESS.read_text(encoding="utf-8")))
    return "\n\n".join(parts) + "\n"


def _summary(card: dict[str, Any]) -> str:
    evaluation, test, runs = card["evaluation"], card["test"], card["training"]["runs"]
    low, high = test["interval95"]
    return _table(
        ("MNIST test set, 10,000 images", ""),
        [
            ("right, the network alone", f"{test['accuracy']:.2%} (95 % interval {low:.2%} to {high:.2%})"),
            (
                f"the same, over {len(runs['seeds'])} seeds",
                f"{runs['mean']:.2%} ± {runs['standard_deviation']:.2%} (standard deviation)",
            ),
            ("loss", f"{test['loss']:.4f}"),
            ("expected calibration error", f"{evaluation['calibrated']['expected_calibration_error']:.2%}"),
            ("digits refused by mistake", f"{evaluation['refusal']['test_digits_refused']:.2%}"),
        ],
    )


def _real_pictures(sets: list[dict[str, Any]]) -> str:
    return _table(
        ("pictures of digits", "number", "right", "“I don't know”", "wrong"),
        [
            (_name(row["set"]), row["count"], *(f"{row[key]:.1%}" for key in ("right", "refused", "wrong")))
            for row in sets
        ],
    )


def _refusals(sets: list[dict[str, Any]]) -> str:
    return _table(
        ("no digits", "number", "refused", "AUROC"),
        [(_name(row["set"]), row["count"], f"{row['refused']:.1%}", f"{row['auroc']:.3f}") for row in sets],
    )


def _robustness(report: dict[str, Any]) -> list[str]:
    network = report["network"]
    rows = [
        ("the network alone, the 28×28 images as they are", network["images"], _share(network, "correct"))
    ]
    rows += [(name, row["images"], _share(row, "correct")) for name, row in report["pictures"].items()]
    changes = [(name, row["images"], _share(row, "unchanged")) for name, row in report["changes"].items()]
    return [
        _table(("MNIST test images as pictures", "number", "right"), rows),
        _table(("the same digit, changed", "number", "value kept"), changes),
    ]


def _share(row: dict[str, int], key: str) -> str:
    return f"{row[key] / row['images']:.2%}"


def _name(name: str) -> str:
    return SETS.get(name, name)


def _table(head: tuple, rows: list[tuple]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(
        f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else cell for cell in line)} |" for line in lines
    )


if __name__ == "__main__":
    main()
