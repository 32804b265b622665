"""One training of the detector, from scenes to what is served, and what the card says of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mnist_core.data.model_card import CARD_FILE, load_model_card, save_model_card
from mnist_core.export.served import export_network
from mnist_core.training.detector.fit import DECAY, LEARNING_RATE, LOG, fit, read_log
from mnist_core.training.detector.stream import BATCH
from mnist_core.training.scenes import Glyphs
from mnist_core.training.scenes.compose import HEIGHT, WIDTH

DETECTOR_FILE = "digit_detector.keras"


def train_detector(glyphs: Glyphs, seed: int, steps: int, folder: Path, output: Path) -> dict:
    """Train the detector, write its files into `output`, and return what the card there now says of it.

    `folder` keeps what a training that is cut off needs to go on.
    """
    network = fit(glyphs, seed, steps, folder)
    network.save(output / DETECTOR_FILE)
    export_network(output / DETECTOR_FILE)
    log = read_log(folder / LOG)
    card = {
        "parameters": network.count_params(),
        "date": datetime.now(UTC).date().isoformat(),
        "seed": seed,
        "steps": steps,
        "scenes": steps * BATCH,
        "scene_size": [HEIGHT, WIDTH],
        "seconds": round(sum(each["seconds"] for each in log)),
        "optimizer": f"AdamW, learning rate {LEARNING_RATE} after a short rise, falling to 0 as a cosine, "
        f"weight decay {DECAY}",
        "hands": len(set(glyphs.writers.tolist())),
        "letters": len(glyphs.letters),
        "curve": {name: [float(f"{each[name]:.4g}") for each in log] for name in ("what_loss", "where_loss")},
    }
    save_model_card(output / CARD_FILE, load_model_card(output / CARD_FILE) | {"detector": card})
    return card
