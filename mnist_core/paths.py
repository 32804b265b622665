"""Where the trained networks lie."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
IN_WHEEL = PACKAGE / "models"
MODELS = IN_WHEEL if IN_WHEEL.is_dir() else PACKAGE.parent / "models"
BROWSER_FILE = "classifier_float16.bin"  # the classifier's weights for the drawing pad's quick answer
