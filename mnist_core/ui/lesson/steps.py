"""The steps of the lesson, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mnist_core.ui.lesson import (
    conv1,
    conv2,
    finding,
    learn,
    look,
    numbers,
    pool1,
    quiz,
    unknown,
    verdict,
    whatif,
)
from mnist_core.ui.lesson.subject import Subject


@dataclass(frozen=True)
class Step:
    """One idea: its name in the address, a word for the rail, a title, and what draws it."""

    key: str
    word: str
    title: str
    draw: Callable[[Subject], None]


STEPS = (
    Step("numbers", "Numbers", "A picture is numbers", numbers.draw),
    Step("finding", "Finding", "Finding the digit", finding.draw),
    Step("conv1", "Filter", "One filter, one map", conv1.draw),
    Step("pool1", "Smaller", "Smaller: the largest of four", pool1.draw),
    Step("conv2", "Maps of maps", "Maps of maps", conv2.draw),
    Step("verdict", "Verdict", "The verdict", verdict.draw),
    Step("look", "Looked", "Where it looked", look.draw),
    Step("whatif", "What if?", "What if?", whatif.draw),
    Step("unknown", "Unknown", "What it does not know", unknown.draw),
    Step("learn", "Learning", "Watch it learn", learn.draw),
    Step("quiz", "You or it", "You against the network", quiz.draw),
)
