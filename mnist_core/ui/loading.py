"""The recognizer, loaded once behind the page while the page paints."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor, wait

import streamlit as st

from mnist_core import ModelFileError, Recognizer, load_recognizer


def wait_for_recognizer() -> Recognizer | None:
    """Return the recognizer, with a spinner until it is there.

    Where a model file is missing or broken, say which and how to get it back, and return None.
    """
    future = _loading()
    try:
        with st.spinner("The network is waking up…"):
            notice = st.empty()
            while not future.done():
                # Every call lets Streamlit turn to what the visitor does meanwhile.
                notice.empty()
                wait([future], timeout=0.2)
        return future.result()
    except ModelFileError as error:
        _loading.clear()
        show_model_file_error(error)
        return None


def show_model_file_error(error: ModelFileError) -> None:
    """Say which model file fails and how to get it back."""
    st.error(
        f"`models/{error.path.name}` is what fails. Get it back with\n\n"
        f"    git checkout models/{error.path.name}\n\n"
        "or train a new network with `python -m mnist_core.training`, then reload this page.",
        title=f"The network cannot be loaded: {error}",
        icon=":material/error:",
    )


@st.cache_resource(show_spinner=False)
def _loading() -> Future[Recognizer]:
    """Start loading TensorFlow and the models, once in the process; return what will hold the recognizer."""
    return ThreadPoolExecutor(1, "recognizer").submit(_load)


def _load() -> Recognizer:
    recognizer = load_recognizer()
    # Streamlit collects garbage after every run of a page. TensorFlow's objects stay for good:
    # going through them again would hold up every visitor for a quarter of a second each time.
    gc.freeze()
    return recognizer
