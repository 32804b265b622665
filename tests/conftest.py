"""What every test gets."""

import pytest

from mnist_core.ui import visits


@pytest.fixture(autouse=True, scope="session")
def visits_of_tests(tmp_path_factory):
    """Let pages count their visits in a file of their own; return its path."""
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("visits") / "visitors.db"
        patch.setattr(visits, "DATABASE", path)
        yield path
