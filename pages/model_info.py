"""Model info: what the networks are, how they were trained, how good they are."""

import streamlit as st

from mnist_core.data.model_card import load_model_card
from mnist_core.ui.frame import begin_page, footer
from mnist_core.ui.model_info.architecture import show_architecture
from mnist_core.ui.model_info.common import show_key_figures
from mnist_core.ui.model_info.detection import show_detection
from mnist_core.ui.model_info.map import show_map
from mnist_core.ui.model_info.mistakes import show_mistakes
from mnist_core.ui.model_info.training import show_training
from mnist_core.ui.model_info.trust import show_trust
from mnist_core.ui.model_info.variants import show_variants
from mnist_core.ui.plots import load_pandas

begin_page("Model info")
st.title("The network, and how good it is")
card = load_model_card()
show_key_figures(card)
network, training, mistakes, trust, map_, detection, variants = st.tabs(
    ["Network", "Training", "Mistakes", "Confidence", "Map of the digits", "Detection", "Take it along"],
    key="section",
    on_change="rerun",
    bind="query-params",
)
footer()
load_pandas()  # for the tables

# Only the open tab is computed.
if network.open:
    with network:
        show_architecture(card)
if training.open:
    with training:
        show_training(card)
if mistakes.open:
    with mistakes:
        show_mistakes(card)
if trust.open:
    with trust:
        show_trust(card)
if map_.open:
    with map_:
        show_map(card)
if detection.open:
    with detection:
        show_detection(card)
if variants.open:
    with variants:
        show_variants(card)
