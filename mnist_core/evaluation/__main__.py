"""`python -m mnist_core.evaluation [--realworld DIR] [--fashion DIR]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mnist_core.evaluation.report import tables
from mnist_core.evaluation.run import evaluate
from mnist_core.paths import MODELS


def main() -> None:
    """Measure the models, write models/model_card.json and models/evaluation.npz, print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m mnist_core.evaluation",
        description="Measure the shipped models on the bundled MNIST test set; print the figures and "
        "write them to models/model_card.json, where the Model info page finds them.",
    )
    parser.add_argument("--models", type=Path, default=MODELS, help="directory of the model files")
    parser.add_argument("--realworld", type=Path, help="directory of real pictures with a manifest.csv")
    parser.add_argument("--fashion", type=Path, help="directory with Fashion-MNIST's test images")
    options = parser.parse_args()
    try:
        print(tables(evaluate(options.models, options.realworld, options.fashion)))
    except ModuleNotFoundError as error:
        parser.error(f"{error}: to draw the map, pip install -r requirements-dev.txt")
    except FileNotFoundError as error:
        parser.error(f"there is no file {error.filename}")


if __name__ == "__main__":
    main()
