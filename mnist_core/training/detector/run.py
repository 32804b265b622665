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

FILES = {"detector": "digit_detector.keras", "splitter": "digit_splitter.keras"}


def train(name: str, glyphs: Glyphs, seed: int, steps: int, folder: Path, output: Path) -> dict:
    """Train the "detector", or the "splitter", which begins as the detector in `output`.

    Write its files into `output`, and return what the card there now says of it. `folder` keeps what a
    training that is cut off needs to go on.
    """
    if name == "detector":
        scene, begun, rate = make_scene, None, LEARNING_RATE
    else:
        begun = keras.saving.load_model(output / FILES["detector"], compile=False)
        scene, rate = make_touching, LATER_RATE
    network = fit(scene, glyphs, seed, steps, folder, begun)
    network.save(output / FILES[name])
    export_network(output / FILES[name])
    log = read_log(folder / LOG)
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
