"""How much boxes share; each is left, top, right, bottom."""

from __future__ import annotations

import numpy as np


def share_of_smaller(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return (n, m): of the smaller of two boxes, (n, 4) and (m, 4), how much lies in the other, 0..1."""
    areas = np.minimum(_areas(some)[:, None], _areas(others))
    return _shared(some, others) / np.maximum(areas, 1e-9)


def intersection_over_union(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return (n, m): what boxes (n, 4) and (m, 4) share, of all that either of two covers, 0..1."""
    shared = _shared(some, others)
    return shared / np.maximum(_areas(some)[:, None] + _areas(others) - shared, 1e-9)


def _shared(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    low = np.maximum(some[:, None, :2], others[:, :2])
    high = np.minimum(some[:, None, 2:], others[:, 2:])
    return np.clip(high - low, 0, None).prod(axis=2)


def _areas(boxes: np.ndarray) -> np.ndarray:
    return (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
