"""What surrounds every page: its settings, the sidebar and the footer."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

import mnist_core
from mnist_core.data.model_card import load_model_card
from mnist_core.ui.visits import count_visit

NAME = "MNIST digit reader"
ICON = Path(__file__).parent / "icon.svg"
PAGES = (
    ("streamlit_app.py", "Home", ":material/home:"),
    ("pages/lesson.py", "Inside the network", ":material/school:"),
    ("pages/model_info.py", "Model info", ":material/network_node:"),
    ("pages/about.py", "About", ":material/info:"),
)
TIPS = (
    "One digit, or a whole number: digits only, no signs and no points.",
    "Any ink on any paper: dark on light, or light on dark.",
    "Anywhere in the picture, at any size.",
    "Even light and a sharp picture help most.",
)
# On a phone the sidebar lies over the page, until one presses beside it: so that a new page is seen, it does.
_press_beside_sidebar = st.components.v2.component(
    "mnist_press_beside_sidebar",
    js="""
export default function ({ parentElement }) {
  parentElement.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
}
""",
    isolate_styles=False,
)


def begin_page(title: str, sidebar: Literal["auto", "collapsed"] = "auto") -> None:
    """Set the page's title and icon and draw the sidebar; the first call on every page.

    Streamlit's own navigation is not used: beside a `pages/` folder it leaves
    out the frame when a page other than the first is opened on a cold server.
    """
    st.set_page_config(
        page_title=f"{title} · {NAME}",
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state=sidebar,
        menu_items={"About": "Reads handwritten digits and shows how a convolutional network does it."},
    )
    state = st.session_state
    state.page_before, state.page = state.get("page", title), title
    st.logo(ICON, size="large")
    with st.sidebar:
        st.subheader(NAME)
        with st.container(gap="xxsmall"):
            for page, label, icon in PAGES:
                st.page_link(page, label=label, icon=icon, width="stretch")
        facts = _key_facts()
        if facts:
            _list("The network", facts)
        _list("Tips", TIPS)


def footer() -> None:
    """Draw the line with version and licence, and the visits in the sidebar; the last call on every page."""
    visits = count_visit()
    if visits is not None:
        st.sidebar.caption(f"Visits so far: {visits:,}")
    st.space("small")
    st.caption(f"{NAME} {mnist_core.__version__} · MIT licence")
    if st.session_state.page_before != st.session_state.page:
        _press_beside_sidebar()


@st.cache_data(ttl=60, show_spinner=False)  # in words, the time would be read with pandas
def _key_facts() -> tuple[str, ...]:
    """Return what the model card says in a few lines, or () where it does not say it."""
    card = load_model_card()
    try:
        model, data, test = card["model"], card["data"], card["test"]
        layers = model["layers"]
        convolutional = sum(layer["type"] == "Conv2D" for layer in layers)
        dense = sum(layer["type"] == "Dense" for layer in layers)
        height, width = layers[0]["output_shape"][:2]
        return (
            f"{convolutional} convolutional, {dense} dense layers; {model['parameters']:,} parameters",
            f"{100 * test['accuracy']:.2f} % of {test['n']:,} test digits right",
            f"Data set: {data['name']}, {data['n_train']:,} digits to train on",
            f"Input: {height} × {width} grey pixels",
            f"Classes: {layers[-1]['output_shape'][-1]} digits",
        )
    except (KeyError, IndexError, TypeError, ValueError):
        return ()


def _list(title: str, lines: tuple[str, ...]) -> None:
    st.markdown(f"**{title}**\n" + "\n".join(f"- :small[{line}]" for line in lines))
