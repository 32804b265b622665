"""The network to take along: what each file is like, and how to run it elsewhere."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mnist_core.data.model_card import MODEL_CARD
from mnist_core.ui.model_info.common import per_cent, say_missing

EXPORT = "python -m mnist_core.export --variants"

PYTHON_ONNX = """
session = onnxruntime.InferenceSession("{name}")
[probabilities] = session.run(["output"], {{"input": pixels}})
digits = probabilities.argmax(axis=1)
"""
PYTHON_TFLITE = """
run = ai_edge_litert.interpreter.Interpreter("{name}").get_signature_runner()
[probabilities] = run(input=pixels).values()
digits = probabilities.argmax(axis=1)
"""
JAVASCRIPT = """
const session = await ort.InferenceSession.create("{name}");
const input = new ort.Tensor("float32", pixels, [1, 28, 28, 1]);
const probabilities = (await session.run({{input}}, ["output"])).output.data;
const digit = probabilities.indexOf(Math.max(...probabilities));
"""
ANDROID = """
val interpreter = Interpreter(FileUtil.loadMappedFile(context, "{name}"))
val probabilities = Array(1) {{ FloatArray(10) }}
interpreter.run(pixels, probabilities)
"""
# The language of each example for the highlighting, by the end of the file's name.
EXAMPLES = {
    "onnx": {"Python": (PYTHON_ONNX, "python"), "JavaScript": (JAVASCRIPT, "javascript")},
    "tflite": {"Python": (PYTHON_TFLITE, "python"), "Android": (ANDROID, "kotlin")},
}


def show_variants(card: dict[str, Any]) -> None:
    """Show the figures of every file, and one of them to download with the lines that run it."""
    variants = card.get("variants")
    if not variants:
        say_missing("The files to take along are", EXPORT)
        return
    st.markdown(
        "The same network in other files, for programs, web pages and phones. Each takes `pixels`, "
        "(n, 28, 28, 1) in 0 to 1, bright ink on black, centred as MNIST's digits are, and gives ten "
        "probabilities for each image. This page is served by the first."
    )
    st.table(
        {
            "File": [variant["file"] for variant in variants],
            "Size": [f"{variant['bytes'] / 1000:,.0f} kB" for variant in variants],
            "Test digits right": [per_cent(variant["accuracy"]) for variant in variants],
            "One image": [f"{variant['milliseconds']:.3f} ms" for variant in variants],
            "Largest difference": [f"{variant['largest_difference']:.1g}" for variant in variants],
        },
        border="horizontal",
        hide_index=True,
        alt="Size, accuracy, time and difference of every file",
    )
    st.caption(
        "The difference is the largest in any probability to the network as it was trained, over all test "
        "images. Times are of one thread on the machine that wrote the files. int8 stands for the weights."
    )
    file = st.selectbox("Take along", [variant["file"] for variant in variants], key="variant")
    path = MODEL_CARD.parent / file
    st.download_button(
        f"Download {path.name}", path.read_bytes, path.name, on_click="ignore", icon=":material/download:"
    )
    for title, (lines, language) in EXAMPLES[path.suffix[1:]].items():
        st.markdown(f"**{title}**")
        st.code(lines.strip().format(name=path.name), language)
