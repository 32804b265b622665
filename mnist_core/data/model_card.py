"""What is known about the trained network: the figures that training, export and evaluation wrote down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mnist_core.paths import MODELS

CARD_FILE = "model_card.json"
MODEL_CARD = MODELS / CARD_FILE


def load_model_card(path: Path | None = None) -> dict[str, Any]:
    """Return the card in `path` (default: models/), or {} where there is none that can be read."""
    path = path or MODEL_CARD
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return card if isinstance(card, dict) else {}


def save_model_card(path: Path, card: dict[str, Any]) -> None:
    """Write what `load_model_card` reads."""
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
