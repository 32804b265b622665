"""One training of the detector or the splitter, from scenes to what is served and what the card says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import keras

from mnist_core.data.model_card import CARD_FILE, load_model_card, save_model_card
from mnist_core.export.served import export_network
from mnist_core.training.detector.fit import DECAY, LATER_RATE, LEARNING_RATE, LOG, fit, read_log
from mnist_core.training.detector.stream import BATCH
from mnist_core.training.scenes import Glyphs, make_scene
from mnist_core.training.scenes.compose import HEIGHT, WIDTH
from mnist_core.training.scenes.touching import make_touching

DETECTOR_FILE = "digit_detector.keras"
SPLITTER_FILE = "digit_splitter.keras"


def train_detector(glyphs: Glyphs, seed: int, steps: int, folder: Path, output: Path) -> dict:
    """Train the detector, write its files into `output`, and return what the card there now says of it.

    `folder` keeps what a training that is cut off needs to go on.
    """
    network = fit(make_scene, glyphs, seed, steps, folder)
    return _written(network, "detector", DETECTOR_FILE, glyphs, seed, steps, folder, output)


def train_splitter(glyphs: Glyphs, seed: int, steps: int, folder: Path, output: Path) -> dict:
    """Train the splitter, which begins as the detector in `output`, as `train_detector` trains that."""
    detector = keras.saving.load_model(output / DETECTOR_FILE, compile=False)
    network = fit(make_touching, glyphs, seed, steps, folder, detector)
    return _written(network, "splitter", SPLITTER_FILE, glyphs, seed, steps, folder, output)


def _written(
    network: keras.Model,
    name: str,
    file: str,
    glyphs: Glyphs,
    seed: int,
    steps: int,
    folder: Path,
    output: Path,
) -> dict:
    """Write the files of a network and what the card says of it, and return that."""
    network.save(output / file)
    export_network(output / file)
    log = read_log(folder / LOG)
    rate = LEARNING_RATE if name == "detector" else LATER_RATE
    card = {
        "parameters": network.count_params(),
        "date": datetime.now(UTC).date().isoformat(),
        "seed": seed,
        "steps": steps,
        "scenes": steps * BATCH,
        "scene_size": [HEIGHT, WIDTH],
        "seconds": round(sum(each["seconds"] for each in log)),
        "optimizer": f"AdamW, learning rate {rate} after a short rise, falling to 0 as a cosine, "
        f"weight decay {DECAY}",
        "hands": len(set(glyphs.writers.tolist())),
        "letters": len(glyphs.letters),
        "curve": {key: [float(f"{each[key]:.4g}") for each in log] for key in ("what_loss", "where_loss")},
    }
    save_model_card(output / CARD_FILE, load_model_card(output / CARD_FILE) | {name: card})
    return card
