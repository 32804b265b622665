"""The command that writes what is served: `python -m mnist_core.export`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mnist_core.paths import MODELS
from mnist_core.runtime import ModelFileError


def main(arguments: Sequence[str] | None = None) -> int:
    """Export every network of a directory; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m mnist_core.export",
        description="Write what servers and browsers run from the .keras files that were trained.",
    )
    parser.add_argument("--models", type=Path, default=MODELS, help="directory of the models")
    parser.add_argument("--variants", action="store_true", help="write and measure TFLite and float16 too")
    options = parser.parse_args(arguments)
    directory = options.models
    try:
        from mnist_core.export.browser import export_for_browsers
        from mnist_core.export.served import OUTPUTS, export_network

        for name in OUTPUTS:
            export_network(directory / name)
            print(f"{directory / name} is exported.")
        print(f"{export_for_browsers(directory)} is written.")
        if options.variants:
            from mnist_core.export.variants import export_variants

            for figures in export_variants(directory):
                print(figures)
    except ImportError as error:
        print(f"{error}: to export, pip install -r requirements-dev.txt", file=sys.stderr)
        return 1
    except (OSError, ValueError, ModelFileError) as error:  # a file is missing or damaged
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
