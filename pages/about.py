"""About: what this is, how it works, privacy, credits."""

import streamlit as st

from mnist_core.ui.frame import begin_page, footer
from mnist_core.ui.loading import find_recognizer
from mnist_core.ui.walkthrough import show_walkthrough

begin_page("About")
st.title("About this digit reader")
st.markdown(
    "It reads handwritten digits and whole numbers from photos, scans and drawings, tells how sure it is, "
    "and says “?” when something does not look like a digit. And it lets you look inside: a convolutional "
    "neural network is small enough here to be seen whole, which makes it good for teaching."
)
st.header("How a picture becomes an answer")
walkthrough = st.container()
st.page_link(
    "pages/lesson.py", label="The whole way, step by step, with a digit of yours", icon=":material/school:"
)

st.header("How to get good results")
st.markdown(
    "- Write with a pen that stands out from the paper; any colour will do.\n"
    "- Come close: the digits should fill a good part of the picture.\n"
    "- Let the light be even and hold still. Shadows are fine, blur is not.\n"
    "- Keep digits apart. Most that touch are told apart; some are taken for one.\n"
    "- Any paper will do, ruled or squared too. Boxes, circles and underlines may be around the "
    "digits, if they do not touch them."
)
st.header("What it cannot do")
st.markdown(
    "- It knows ten digits and nothing else: no minus, no decimal point, no letters. Some letters and signs "
    "pass for digits; how many is on the Model info page.\n"
    "- It learned from American handwriting of the 1990s, and from drawn digits in forms that others write, "
    "such as the European 1 and the crossed 7. Other forms are read less surely.\n"
    "- A slash between digits, as in a date, may be read as a 1.\n"
    "- It makes mistakes, some of them with high confidence. How many, and which, is on the Model info page. "
    "Do not let anything important depend on it unchecked."
)
st.header("Privacy")
st.markdown(
    "What you upload, photograph or draw stays in the memory of the server and is gone when your visit "
    "ends. It is not stored, not passed on, and not used for training. A drawing is also kept by your own "
    "browser, until you close the tab. One thing is stored: a count of visits, as a single number."
)
st.header("What it is made of")
st.markdown(
    "**Page:** [Streamlit](https://streamlit.io), with [Plotly](https://plotly.com/python/) charts. "
    "**Network:** run by [ONNX Runtime](https://onnxruntime.ai), trained with [Keras](https://keras.io) on "
    "[TensorFlow](https://www.tensorflow.org). **Pictures:** "
    "[OpenCV](https://opencv.org), [Pillow](https://python-pillow.org) and "
    "[pillow-heif](https://github.com/bigcat88/pillow_heif). **Visit count:** "
    "[SQLAlchemy](https://www.sqlalchemy.org). **For programs:** [FastAPI](https://fastapi.tiangolo.com); "
    "how they read pictures here, [the API's own page](docs) says. All in Python. The program is under "
    "the MIT licence."
)
st.markdown(
    "**Data:** the MNIST database of handwritten digits by Yann LeCun, Corinna Cortes and Christopher J. "
    "C. Burges ([source](https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz)), licensed "
    "under [CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/). The network learned from its "
    "training digits; its test digits come with this program, and the pages show some of them."
)
footer()

with walkthrough:
    recognizer = find_recognizer()
    if recognizer:
        show_walkthrough(recognizer)
