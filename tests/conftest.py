"""What every test gets."""

import gc
import sys
from importlib.util import find_spec

import pytest

from mnist_core.ui import visits

if find_spec("keras") is None:
    # Only requirements-serve.txt is installed: what serves is tested, without what needs more.
    collect_ignore = [
        "api/test_openapi.py",
        "api/test_readme_examples.py",
        "api/test_upload.py",
        "deploy",
        "detection/test_instances.py",
        "evaluation/scenes/test_pens.py",
        "evaluation/test_run.py",
        "export",
        "io/test_export.py",
        "lesson/test_gradients.py",
        "lesson/live",
        "lesson/test_weights.py",
        "recognition/test_network.py",
        "recognition/test_verifier.py",
        "test_bad_days.py",
        "test_browser.py",
        "test_browser_policy.py",
        "test_browser_ways.py",
        "test_isolation.py",
        "test_main.py",
        "test_readme.py",
        "test_recognizer.py",
        "test_streamlit_app.py",
        "test_visitors_postgresql.py",
        "test_wheel.py",
        "training",
        "ui/lesson/test_components.py",
        "ui/lesson/test_learn.py",
        "ui/pad",
    ]
else:
    # Before the first module, so that `only_new_garbage` passes it over.
    import keras  # noqa: F401

MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True, scope="module")
def only_new_garbage():
    """Set aside what earlier modules keep: Streamlit collects garbage after each run of a page.

    Looking through what TensorFlow keeps for good would take a third of a second each time.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def visits_of_tests(tmp_path_factory):
    """Let pages count their visits in a file of their own; return its path."""
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("visits") / "visitors.db"
        patch.setattr(visits, "DATABASE", path)
        yield path


@pytest.fixture(autouse=True)
def main_module():
    """Put the main module back: AppTest leaves a page in its place, which worker processes would then run."""
    yield
    sys.modules["__main__"] = MAIN
