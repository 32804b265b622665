"""How sure a reading has to be before it is taken as read, where nobody says otherwise."""

from __future__ import annotations

from typing import Any

RIGHT_OFTEN = 0.9
WITHOUT_CARD = 0.85


def default_threshold(card: dict[str, Any]) -> float:
    """Return the confidence, 0..1, from which on the test digits were right at least nine times in ten.

    It is read off the reliability diagram in the model card: the lowest of its bins that, like all above it,
    was right that often.
    """
    bins = card.get("evaluation", {}).get("calibrated", {}).get("reliability", [])
    lowest = None
    for each in reversed(bins):
        if each["count"] and each["accuracy"] < RIGHT_OFTEN:
            break
        lowest = each["from"]
    return WITHOUT_CARD if lowest is None else lowest
