"""The optimizers of the trainings, with a learning rate that rises, then falls as a cosine."""

from __future__ import annotations

import keras

from mnist_core.training.networks import LOGITS

WARMING = 300  # steps
LAST = 1e-3  # of the learning rate is left at the end
ADAMW_DECAY = 5e-3
MUON_DECAY = 0.2


def adamw(learning_rate: float, steps: int) -> keras.Optimizer:
    """Return AdamW (Loshchilov and Hutter, Decoupled weight decay regularization, 2019)."""
    return keras.optimizers.AdamW(WarmCosine(learning_rate, steps), weight_decay=ADAMW_DECAY)


def muon(learning_rate: float, steps: int) -> keras.Optimizer:
    """Return Muon for the kernels of a network of `networks`; its vectors and its last layer get AdamW."""
    return ConvolutionalMuon(
        WarmCosine(learning_rate, steps),
        weight_decay=MUON_DECAY,
        adam_weight_decay=ADAMW_DECAY,
        exclude_layers=[LOGITS],
    )


class ConvolutionalMuon(keras.optimizers.Muon):
    """Keras' Muon, which takes kernels of convolutions too: as matrices with a column for each filter.

    Keras leaves them to AdamW; the method means them to be flattened (Jordan et al., Muon: An optimizer for
    hidden layers in neural networks, 2024).
    """

    def _should_use_adamw(self, variable: keras.Variable) -> bool:
        return len(variable.shape) != 4 and super()._should_use_adamw(variable)

    def zeropower_via_newtonschulz5(self, x: keras.KerasTensor, steps: int) -> keras.KerasTensor:
        """Return the nearly orthogonal matrix next to the gradient `x`, in its shape."""
        return keras.ops.reshape(super().zeropower_via_newtonschulz5(_matrix(x), steps), x.shape)

    def lr_adjust(self, x: keras.KerasTensor) -> keras.KerasTensor:
        """Return the step `x` as long as AdamW's (Liu et al., Muon is scalable for LLM training, 2025)."""
        return keras.ops.reshape(super().lr_adjust(_matrix(x)), x.shape)


class WarmCosine(keras.optimizers.schedules.LearningRateSchedule):
    """Rises in a straight line, then falls (Loshchilov and Hutter, SGDR, 2017)."""

    def __init__(self, peak: float, steps: int):
        self._warming = min(WARMING, steps // 2)
        self._cosine = keras.optimizers.schedules.CosineDecay(peak, steps, LAST)

    def __call__(self, step: int) -> float:
        warmed = keras.ops.cast(step, "float32") / max(self._warming, 1)
        return keras.ops.minimum(warmed, 1.0) * self._cosine(step)


def _matrix(kernel: keras.KerasTensor) -> keras.KerasTensor:
    return keras.ops.reshape(kernel, (-1, kernel.shape[-1]))
