"""The figures of an evaluation as tables to print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mnist_core.evaluation.picture_sets import character_errors


def tables(figures: dict[str, Any]) -> str:
    """Return everything that `evaluate` measured, as text."""
    low, high = figures["accuracy_interval"]
    summary = [
        (
            "accuracy",
            f"{figures['accuracy']:.2%} (95 %: {low:.2%} to {high:.2%}; {figures['errors']} errors)",
        ),
        ("temperature", f"{figures['temperature']:.3f}"),
    ]
    for name, key in (
        ("expected calibration error", "expected_calibration_error"),
        ("negative log-likelihood", "negative_log_likelihood"),
    ):
        before, after = figures["uncalibrated"][key], figures["calibrated"][key]
        summary.append((name, f"{after:.4f} (uncalibrated {before:.4f})"))
    refusal = figures["refusal"]
    summary.append(("digits refused by mistake", f"{refusal['test_digits_refused']:.2%}"))
    parts = [
        _table(("MNIST test set", ""), summary),
        _table(("digit", "precision", "recall"), _digit_rows(figures)),
        _table(("true \\ said", *range(10)), ((i, *row) for i, row in enumerate(figures["confusion"]))),
        _table(("confidence", "images", "claimed", "right"), _reliability_rows(figures)),
        _table(("test image", "is", "said", "confidence"), _hardest_rows(figures)),
        _table(("no digits", "images", "AUROC", "refused"), _nondigit_rows(refusal["nondigits"])),
    ]
    if figures["realworld"]:
        parts.append(
            _table(
                ("real pictures", "images", "right", "refused", "wrong", "characters"),
                _real_rows(figures["realworld"]),
            )
        )
    return "\n\n".join(parts)


def _digit_rows(figures: dict[str, Any]) -> Iterable[tuple]:
    for digit, (precision, recall) in enumerate(zip(figures["precision"], figures["recall"], strict=True)):
        yield digit, f"{precision:.2%}", f"{recall:.2%}"


def _reliability_rows(figures: dict[str, Any]) -> Iterable[tuple]:
    for row in figures["calibrated"]["reliability"]:
        bounds = f"{row['from']:.2f} to {row['to']:.2f}"
        yield bounds, row["count"], f"{row['confidence']:.2%}", f"{row['accuracy']:.2%}"


def _hardest_rows(figures: dict[str, Any]) -> Iterable[tuple]:
    for row in figures["hardest"]:
        yield row["index"], row["label"], row["said"], f"{row['confidence']:.1%}"


def _nondigit_rows(rows: list[dict[str, Any]]) -> Iterable[tuple]:
    for row in rows:
        yield row["set"], row["count"], f"{row['auroc']:.3f}", f"{row['refused']:.1%}"


def _real_rows(rows: list[dict[str, Any]]) -> Iterable[tuple]:
    for row in rows:
        shares = (f"{row[key]:.1%}" for key in ("right", "refused", "wrong"))
        yield row["set"], row["count"], *shares, character_errors(row, "")


def _table(head: tuple, rows: Iterable[tuple]) -> str:
    """Return rows under a heading, the first column to the left and all others to the right."""
    cells = [tuple(map(str, row)) for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
