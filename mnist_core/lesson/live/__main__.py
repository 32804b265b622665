"""The process of a live training: settings and a digit come in, moments go out, all of them pickled."""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress

from mnist_core.lesson.live.fit import fit

NICENESS = 5  # pages are answered first


def main() -> None:
    """Train as standard input says, and write each moment to standard output."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    settings, pixels = pickle.load(sys.stdin.buffer)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        # Whatever else may be printed would stand between the moments.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        with suppress(BrokenPipeError):  # nobody listens any more
            for moment in fit(settings, pixels):
                pickle.dump(moment, output)
                output.flush()


if __name__ == "__main__":
    main()
