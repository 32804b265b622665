"""How strong ink is, in the 255 steps from paper to the ink's own contrast."""

from __future__ import annotations

FULL = 255  # the strength of ink at its own contrast
CERTAIN, POSSIBLE = FULL // 2, FULL // 4  # what is above them is ink for certain, or may be
FAINT = 3 * FULL // 4  # below: fainter than the ink is itself
