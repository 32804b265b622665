"""The About page, with the steps of a real reading."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def about():
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=120)
    app.switch_page("pages/about.py").run()
    assert not app.exception
    return app


def test_it_shows_every_step_of_a_reading(about):
    words = [block.value for block in about.main.markdown]
    assert [step for step in range(1, 7) if any(text.startswith(f"**{step}.") for text in words)] == [
        *range(1, 7)
    ]
    assert len(about.main.image) == 5
    assert len(about.get("plotly_chart")) == 1


def test_the_example_is_read_rightly(about):
    alternatives = [image.alt for block in about.main.image for image in block.proto.imgs]
    assert any(alt.endswith("read as 42") for alt in alternatives)
    assert all(alternatives)


def test_the_data_set_is_credited(about):
    words = "\n".join(block.value for block in about.main.markdown)
    for credit in ("Yann LeCun", "Corinna Cortes", "Christopher J. C. Burges", "CC BY-SA 3.0"):
        assert credit in words


def test_it_covers_use_limits_privacy_and_stack(about):
    headers = [header.value for header in about.main.header]
    assert len(headers) == 5
    assert "Privacy" in headers
