"""A dashboard with one page of one's own in the place of Home, to compare with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.serving import ROOT


@contextmanager
def bare_dashboard(page: str) -> Iterator[Path]:
    """Give the script to serve: `page` is its text, and all else is the dashboard's."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "streamlit_app.py"
        script.write_text(page)
        for name in ("mnist_core", "models", "pages", ".streamlit"):
            (script.parent / name).symlink_to(ROOT / name)
        yield script
