"""The frame around every page, through the pages themselves."""

import json
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import mnist_core
from mnist_core.data import model_card
from mnist_core.ui import frame

ROOT = Path(__file__).parents[2]
PAGES = ("streamlit_app.py", "pages/lesson.py", "pages/model_info.py", "pages/about.py")


@pytest.fixture(autouse=True)
def _no_cached_facts():
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.fixture(autouse=True)
def facts_of_this_test():
    """Facts are kept for a minute: a test before this one may have shown another card's."""
    frame._key_facts.clear()
    yield
    frame._key_facts.clear()


def open_page(page):
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=300)
    return app.switch_page(page).run()


def sidebar_text(app):
    return "\n".join(block.value for block in app.sidebar.markdown)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_links_facts_tips_and_footer(page):
    app = open_page(page)
    assert not app.exception
    links = [link.value for link in app.sidebar.page_link]
    assert links == ["Home", "Inside the network", "Model info", "About"]
    card = json.loads(model_card.MODEL_CARD.read_text(encoding="utf-8"))
    text = sidebar_text(app)
    assert f"{card['model']['parameters']:,} parameters" in text
    assert f"{100 * card['test']['accuracy']:.2f} % of 10,000 test digits right" in text
    assert "Tips" in text
    assert f"{mnist_core.__version__} · MIT" in app.main.caption[-1].value


@pytest.mark.parametrize("content", [None, "{", "{}", '{"model": 1}'])
def test_page_shows_without_a_model_card(content, tmp_path, monkeypatch):
    path = tmp_path / "model_card.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(model_card, "MODEL_CARD", path)
    app = open_page("pages/about.py")
    assert not app.exception
    assert "parameters" not in sidebar_text(app)
    assert "Tips" in sidebar_text(app)


def test_theme_gives_plotly_ten_categorical_colors():
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for mode in ("light", "dark"):
        assert len(theme[mode]["chartCategoricalColors"]) == 10
        assert len(theme[mode]["chartSequentialColors"]) == 10


def luminance(color):
    """WCAG 2.2's relative luminance of "#rrggbb"."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faded(text, background):
    """Streamlit's captions: the text at 60 % over its background."""
    mixed = [
        round(0.6 * int(text[place : place + 2], 16) + 0.4 * int(background[place : place + 2], 16))
        for place in (1, 3, 5)
    ]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_theme_keeps_contrast(mode):
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][mode]
    for part in (theme, {**theme, **theme["sidebar"]}):
        for background in (part["backgroundColor"], part["secondaryBackgroundColor"]):
            for color in (part["textColor"], faded(part["textColor"], background), part["linkColor"]):
                assert contrast(color, background) >= 4.5
