"""Digits as hands draw them on a pad: strokes of many forms, sizes and pens."""

import numpy as np

from mnist_core.training.forms import strokes


def drawn_digit(digit, rng, left=30.0):
    """Return the pad's strokes of a digit of some size, from `left` on, and how far to the right they go."""
    lines = strokes(digit, rng)
    points = np.concatenate(lines)
    low, high = points.min(0), points.max(0)
    height = rng.uniform(60, 240)
    placed = [(line - low) * height / (high - low).max() + (left, 20) for line in lines]
    width = float(rng.uniform(8, 30))
    right = max(line[:, 0].max() for line in placed)
    return [
        {"points": line.ravel().tolist(), "width": width, "erases": False} for line in placed
    ], right + width
