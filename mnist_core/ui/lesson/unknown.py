"""Step 9: what the network does not know."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import streamlit as st

from mnist_core import load_recognizer
from mnist_core.charts.lesson import signed_bars
from mnist_core.charts.reading import enlarge, percent, probability_bars
from mnist_core.lesson.forward import forward
from mnist_core.lesson.strangers import strangers
from mnist_core.lesson.weights import load_weights
from mnist_core.ui.lesson.address import write
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.plots import show_chart

FIRST, YOURS = "Letter A", "Your digit"
MOST_ODDS = 1e6


@dataclass(frozen=True, eq=False)
class Verdict:
    """What both networks say of an image (28, 28): probabilities (10,), log-odds against the likeliest."""

    pixels: np.ndarray
    probabilities: np.ndarray
    novelty: float

    @property
    def value(self) -> int:
        """The likeliest digit."""
        return int(self.probabilities.argmax())

    @property
    def is_refused(self) -> bool:
        """Whether the verifier does not let it pass."""
        return bool(load_recognizer().confidence.refusal(self.probabilities, self.novelty))


def draw(subject: Subject) -> None:
    """Show pictures of no digit, what the CNN makes of each, and what the verifier says to that."""
    st.markdown(
        "The CNN was made to choose among ten digits. Shown anything else, it still chooses one, often very "
        "sure. So on Home a second network, the **verifier**, checks each answer: is this really a 4? Where "
        "it says no, the answer is “?”. All these pictures are drawn by rule; choose one."
    )
    verdicts = _verdicts(subject)
    name = st.query_params.get("what")
    name = name if name in verdicts else FIRST
    _show_gallery(verdicts, name)
    _show_verdict(name, verdicts[name])
    ask(
        "Could softmax be given an eleventh place, “none of these”?",
        "Yes, and the verifier has one. But it must be trained with examples of what is no digit, and there "
        "is no end to these. What looks like none of them may still pass: try the letter O.",
    )


def _verdicts(subject: Subject) -> dict[str, Verdict]:
    """Return what both networks say of each picture, and of the visitor's digit, by name."""
    pictures = strangers() | {YOURS: subject.pixels}
    images = np.stack([*pictures.values()])
    recognizer = load_recognizer()
    probabilities = recognizer.classify(images)
    novelty = recognizer.confidence.novelty(images, probabilities)
    rows = zip(images, probabilities, map(float, novelty), strict=True)
    return {name: Verdict(*row) for name, row in zip(pictures, rows, strict=True)}


def _show_gallery(verdicts: dict[str, Verdict], chosen: str) -> None:
    with st.grid(len(verdicts), min_column_width=78, gap="small"):
        for name, verdict in verdicts.items():
            with st.container(gap="xxsmall"):
                st.image(
                    enlarge(verdict.pixels, 4),
                    caption=percent(verdict.probabilities.max()),
                    width="stretch",
                    output_format="PNG",
                    alt=f"{name}, which the CNN takes for a {verdict.value}",
                )
                st.button(
                    f"{verdict.value}",
                    key=f"unknown-{name}",
                    help=name,
                    icon=":material/check:" if name == chosen else None,
                    width="stretch",
                    on_click=write,
                    kwargs={"what": name},
                )


def _show_verdict(name: str, verdict: Verdict) -> None:
    logits = forward(load_weights(), verdict.pixels).logits
    picture, sums, shares, words = st.columns([2, 3, 3, 3], gap="medium")
    with picture:
        st.markdown(f"**{name}**")
        st.image(enlarge(verdict.pixels, 10), width=200, output_format="PNG", alt=name)
    with sums:
        st.markdown("**The CNN's ten sums**")
        digits = [str(digit) for digit in range(10)]
        show_chart(
            signed_bars(digits, logits, "logits"),
            alt=f"The ten logits; the highest, of the {verdict.value}, is {logits.max():.1f}",
        )
    with shares:
        st.markdown("**What softmax makes of them**")
        show_chart(
            probability_bars(verdict.probabilities),
            alt=f"Ten shares; the {verdict.value} has {percent(verdict.probabilities.max())}",
        )
    with words:
        st.markdown("**What the verifier says**")
        _show_odds(verdict)
    st.markdown(
        "**Why softmax cannot refuse:** it shares out 100 % among the ten, by the *differences* of the sums. "
        f"Here the highest is {logits.max():.1f}. Were all ten lower by 100, the shares would be the same: "
        "“nothing here looks like a digit” is not among the things it can say."
    )


def _show_odds(verdict: Verdict) -> None:
    limit = load_recognizer().confidence.threshold
    st.markdown(
        f"Is it a {verdict.value}? The odds are **{_odds(verdict.novelty)}**. "
        f"It refuses from {_odds(limit)}; this limit was set on digits alone."
    )
    if verdict.is_refused:
        st.warning("It is refused: the answer is “?”.", icon=":material/block:")
    else:
        st.success(f"It passes: the answer is {verdict.value}.", icon=":material/check:")


def _odds(novelty: float) -> str:
    """Return log-odds against something in words: "140 to 1 against"."""
    side = "against" if novelty > 0 else "for"
    odds = math.exp(min(abs(novelty), math.log(MOST_ODDS)))
    if odds >= MOST_ODDS:
        return f"over a million to 1 {side}"
    return f"{float(f'{odds:.2g}'):,.{0 if odds >= 10 else 1}f} to 1 {side}"
