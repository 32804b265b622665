"""The figures themselves, given arrays: nothing here knows a network or a data set."""

from __future__ import annotations

import numpy as np

BINS = 15


def wilson_interval(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share `right` of `count` (Wilson, JASA 22, 1927)."""
    z = 1.959964
    share = right / count
    middle = share + z**2 / (2 * count)
    spread = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    scale = 1 + z**2 / count
    return float((middle - spread) / scale), float((middle + spread) / scale)


def negative_log_likelihood(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean of -ln p of the true digit, from (n, 10) probabilities and (n,) labels."""
    true = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    return float(-np.log(np.maximum(true, np.finfo(np.float32).tiny)).mean())


def reliability(probabilities: np.ndarray, labels: np.ndarray) -> list[dict[str, float]]:
    """Return 15 equally wide bins of confidence: {"from", "to", "count", "confidence", "accuracy"}.

    `confidence` and `accuracy` are the means of what was claimed and of what was right in the bin (0 in an
    empty one): the reliability diagram of Guo et al., 2017.
    """
    confidence = probabilities.max(axis=1).astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    place = np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)
    bins = []
    for index in range(BINS):
        inside = place == index
        count = int(inside.sum())
        bins.append(
            {
                "from": index / BINS,
                "to": (index + 1) / BINS,
                "count": count,
                "confidence": float(confidence[inside].mean()) if count else 0.0,
                "accuracy": float(right[inside].mean()) if count else 0.0,
            }
        )
    return bins


def expected_calibration_error(bins: list[dict[str, float]]) -> float:
    """Return the mean gap between confidence and accuracy over the bins of `reliability`, by their counts."""
    total = sum(bin_["count"] for bin_ in bins)
    return sum(bin_["count"] * abs(bin_["confidence"] - bin_["accuracy"]) for bin_ in bins) / total


def confusion_matrix(said: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return (10, 10) counts: row the true digit, column what was said."""
    matrix = np.zeros((10, 10), int)
    np.add.at(matrix, (labels, said), 1)
    return matrix


def precision_and_recall(confusion: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for each digit the share right of those said, and the share found of those there: (10,) each."""
    right = confusion.diagonal()
    return right / np.maximum(confusion.sum(axis=0), 1), right / np.maximum(confusion.sum(axis=1), 1)


def auroc(digits: np.ndarray, others: np.ndarray) -> float:
    """Return the chance that one of `others` has the higher score than one of `digits`, ties counting half.

    That is the area under the ROC curve (Mann and Whitney's U over the number of pairs).
    """
    digits = np.sort(digits)
    below = np.searchsorted(digits, others, side="left")
    up_to = np.searchsorted(digits, others, side="right")
    return float((below + up_to).mean() / 2 / len(digits))


def edit_distance(one: str, other: str) -> int:
    """Return how many characters have to be put in, left out or exchanged (Levenshtein, 1966)."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, its in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (mine != its))
    return row[-1]
