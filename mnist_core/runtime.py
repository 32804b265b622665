"""The one place that opens and runs a network."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mnist_core.data.model_card import CARD_FILE, load_model_card

# Read as it is imported. It would else tell its maker of the machine and of what is run (its Privacy.md).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

BATCH = 100  # inputs in one run: as fast as any more, and memory stays flat however many there are

LARGE = 100_000  # numbers in one run's inputs: what more than these needed is not kept for the next run


class ModelFileError(Exception):
    """A model file is missing or cannot be loaded; `path` names it."""

    def __init__(self, path: Path, reason: str):
        super().__init__(f"{path.name} {reason}")
        self.path = path


class Model:
    """An exported network, whatever its inputs and outputs; every method may be called from many threads."""

    def __init__(self, session: onnxruntime.InferenceSession):
        self._session = session
        [taken] = session.get_inputs()
        self._input = taken.name
        # A side that may have any length has a name in the place of a number.
        self._sides = [side if isinstance(side, int) else None for side in taken.shape[1:]]

    @classmethod
    def open(cls, path: Path) -> Model:
        """Open an `.onnx` file; raise ModelFileError if it is missing, or not the one that was exported.

        That one's checksum is in the model card beside it; without a card, any network is opened.
        """
        if not path.is_file():
            raise ModelFileError(path, "is missing")
        content = path.read_bytes()
        known = load_model_card(path.with_name(CARD_FILE)).get("served", {}).get(path.name)
        if known and known["sha256"] != hashlib.sha256(content).hexdigest():
            raise ModelFileError(path, "cannot be loaded: it is damaged, or was not exported here")
        try:
            return cls(onnxruntime.InferenceSession(content, _options(), ["CPUExecutionProvider"]))
        except Exception as error:  # ONNX Runtime's errors have no class in common
            raise ModelFileError(path, "cannot be loaded: it is damaged, or holds no network") from error

    def run(self, inputs: np.ndarray, *outputs: str) -> list[np.ndarray]:
        """Return the named outputs, each (n, ...) float32, for inputs (n, ...).

        Raises ValueError for inputs of another shape.
        """
        inputs = np.asarray(inputs, np.float32)
        sides = [
            side and given  # nothing is expected of a side that may have any length
            for given, side in zip(inputs.shape[1:], self._sides, strict=False)
        ]
        if inputs.ndim != len(self._sides) + 1 or sides != self._sides:
            raise ValueError(f"The network takes arrays of {('n', *self._sides)}, not {inputs.shape}.")
        if len(inputs) <= BATCH:
            return self._run(inputs, outputs)
        parts = [self._run(inputs[at : at + BATCH], outputs) for at in range(0, len(inputs), BATCH)]
        return [np.concatenate(column) for column in zip(*parts, strict=True)]

    def _run(self, inputs: np.ndarray, outputs: Sequence[str]) -> list[np.ndarray]:
        return self._session.run(
            outputs, {self._input: inputs}, _giving_back() if inputs.size > LARGE else None
        )


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    # A second thread is no faster for networks as small as these, and takes it from the next visitor.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # One block planned for all of a run is as large as no hole that the run before has left behind.
    options.enable_mem_pattern = False
    options.log_severity_level = 3  # errors only, and these are raised as well
    return options


def _giving_back() -> onnxruntime.RunOptions:
    """Return the options of a run after which the arena keeps no memory that is free."""
    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
