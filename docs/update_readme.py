"""Writes the figures in README.md anew from models/model_card.json and models/robustness.json.

python -m docs.update_readme
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mnist_core.evaluation.picture_sets import character_errors, name_of

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
ROBUSTNESS = ROOT / "models" / "robustness.json"
BEGIN, END = "<!-- figures: python -m docs.update_readme -->\n", "<!-- end of figures -->"


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
        ("pictures of digits", "number", "right", "“I don't know”", "wrong", "character errors"),
        [
            (
                name_of(row["set"]),
                row["count"],
                *(f"{row[key]:.1%}" for key in ("right", "refused", "wrong")),
                character_errors(row, ""),
            )
            for row in sets
        ],
    )


def _refusals(sets: list[dict[str, Any]]) -> str:
    return _table(
        ("no digits", "number", "refused", "AUROC"),
        [(name_of(row["set"]), row["count"], f"{row['refused']:.1%}", f"{row['auroc']:.3f}") for row in sets],
    )


def _robustness(report: dict[str, Any]) -> list[str]:
    network = report["network"]
    rows = [
        ("the network alone, the 28×28 images as they are", network["images"], _share(network, "correct"))
    ]
    rows += [(name, row["images"], _share(row, "correct")) for name, row in report["pictures"].items()]
    numbers = [(name, row["images"], _share(row, "correct")) for name, row in report["numbers"].items()]
    numbers += [
        (f"{name}, digit by digit", row["images"], _share(row, "correct"))
        for name, row in report["pages"].items()
    ]
    changes = [(name, row["images"], _share(row, "unchanged")) for name, row in report["changes"].items()]
    return [
        _table(("MNIST test images as pictures", "number", "right"), rows),
        _table(("MNIST test digits as numbers", "number", "right"), numbers),
        _table(("the same digit, changed", "number", "value kept"), changes),
    ]


def _share(row: dict[str, int], key: str) -> str:
    return f"{row[key] / row['images']:.2%}"


def _table(head: tuple, rows: list[tuple]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(
        f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else cell for cell in line)} |" for line in lines
    )


if __name__ == "__main__":
    main()
