"""Step 10: watch a network learn."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from mnist_core.charts.curves import Learning, learning_curves
from mnist_core.charts.model import filter_grid
from mnist_core.charts.reading import enlarge, percent, probability_bars
from mnist_core.lesson.live.moments import EPOCHS, HELD_OUT, TRAINED_ON, Moment, Settings
from mnist_core.lesson.live.trainer import LONGEST, Run, State, Trainer, can_train
from mnist_core.ui.lesson.address import follow, read_number
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.plots import show_chart

RATES = {"0.0001": 1e-4, "0.001": 1e-3, "0.003": 3e-3, "0.03": 3e-2}
BATCHES = (16, 64, 256)
MOST_SEED = 999
EVERY = 1.0  # seconds between two looks at a run
GOAL = 0.95
COMPARED = 2
LARGEST_LOSS = 2.5  # a network that guesses has 2.3, the logarithm of ten


def draw(subject: Subject) -> None:
    """Let a network of the same architecture be trained, and show it while it learns."""
    st.markdown(
        f"The same architecture, from **random weights**. It learns from {TRAINED_ON:,} of MNIST's digits, "
        f"{EPOCHS} times each, and is tested on {HELD_OUT:,} others, which are held out.  \n"
        "Watch the curves, the filters of conv1, and what it makes of your digit."
    )
    if can_train():
        _draw_training(subject)
    else:
        st.info(
            "Reading digits does without it. On your own machine, `pip install -r requirements.txt` adds it. "
            "Then start the dashboard again.",
            title="Training needs TensorFlow, which is not installed here",
            icon=":material/download:",
        )
    ask(
        "Why is it tested on digits that it never learns?",
        "It could learn its own digits by heart and know nothing of others. Only digits that it has not seen "
        "tell whether it can read. A dotted curve far better than the solid one means learning by heart. "
        "(Here the solid one is often better: *dropout* makes learning harder than the test.)",
    )


def _draw_training(subject: Subject) -> None:
    runs: list[Run] = st.session_state.setdefault("lesson_runs", [])
    is_active = bool(runs) and not runs[-1].is_over
    with st.container(horizontal=True, vertical_alignment="bottom"):
        settings = _choose_settings(is_active)
        start = partial(_start, settings, subject.pixels)
        st.button("Start", icon=":material/play_arrow:", disabled=is_active, on_click=start)
        st.button("Stop", icon=":material/stop:", disabled=not is_active, on_click=_stop)
        st.button("Reset", icon=":material/restart_alt:", disabled=not runs, on_click=_reset)
    # A fragment of its own looks at the run again and again, as long as there is something to come.
    st.fragment(_show_runs, run_every=EVERY if is_active else None)(runs, is_active)


def _choose_settings(is_active: bool) -> Settings:
    """Draw learning rate, batch size and seed; return them, as the address says."""
    state = st.session_state
    rate = st.query_params.get("rate")
    state.learn_rate = rate if rate in RATES else "0.001"
    batch = read_number("batch", BATCHES[0], BATCHES[-1], BATCHES[1])
    state.learn_batch = batch if batch in BATCHES else BATCHES[1]
    state.learn_seed = read_number("seed", 0, MOST_SEED, 1)
    rate = st.segmented_control(
        "Learning rate",
        list(RATES),
        required=True,
        key="learn_rate",
        on_change=follow("rate", "learn_rate"),
        disabled=is_active,
    )
    batch = st.segmented_control(
        "Batch size",
        BATCHES,
        required=True,
        key="learn_batch",
        on_change=follow("batch", "learn_batch"),
        disabled=is_active,
    )
    seed = st.number_input(
        "Seed",
        0,
        MOST_SEED,
        key="learn_seed",
        on_change=follow("seed", "learn_seed"),
        disabled=is_active,
        width=120,
    )
    return Settings(RATES[rate], int(batch), int(seed))


@st.cache_resource(show_spinner=False)
def _trainer() -> Trainer:
    return Trainer()


def _start(settings: Settings, pixels: np.ndarray) -> None:
    run = _trainer().start(settings, pixels)
    if run is None:
        st.toast("Too many runs are waiting. Try again in a minute.", icon=":material/hourglass:")
    else:
        st.session_state.lesson_runs = [*st.session_state.lesson_runs, run][-COMPARED:]


def _stop() -> None:
    st.session_state.lesson_runs[-1].stop()


def _reset() -> None:
    _stop()
    st.session_state.lesson_runs = []


def _show_runs(runs: list[Run], was_active: bool) -> None:
    """Show the last run, and the one before it to compare with."""
    if not runs:
        st.caption("Press Start. To compare, change something and start again: the last two runs stay.")
        return
    run = runs[-1]
    run.watch()
    if was_active and run.is_over:
        st.rerun()
    _show_state(run)
    if run.moments:
        _show_curves([each for each in runs if each.moments])
        _show_moment(run)


def _show_state(run: Run) -> None:
    if run.state is State.WAITING:
        before = _trainer().place(run)
        st.info(
            f"One run at a time, and {before} before yours. Each takes at most {LONGEST:.0f} seconds.",
            title=f"Your place in the queue: {before + 1}",
            icon=":material/hourglass:",
        )
    elif run.state is State.FAILED:
        st.error("This training failed. Start it again; the server's log says why.", icon=":material/error:")
    elif run.state is State.LOADING:
        st.info("TensorFlow is loading. That takes a few seconds.", icon=":material/hourglass:")
    elif run.moments:
        last = run.moments[-1]
        st.progress(min(last.images / (EPOCHS * TRAINED_ON), 1.0), _in_words(run, last))
    else:
        st.info("It was stopped before it began.", icon=":material/stop:")


def _in_words(run: Run, last: Moment) -> str:
    right = f"{last.images:,} images, {last.seconds:.1f} s: {percent(last.held_out_accuracy)} held out right"
    there = next((moment for moment in run.moments if moment.held_out_accuracy >= GOAL), None)
    return right + (f"; {GOAL:.0%} after {there.seconds:.1f} s" if there else "")


def _show_curves(runs: list[Run]) -> None:
    accuracy, loss = st.columns(2, gap="medium")
    for column, label, learned, held_out, most in (
        (accuracy, "accuracy", "accuracy", "held_out_accuracy", 1.0),
        (loss, "loss", "loss", "held_out_loss", LARGEST_LOSS),
    ):
        trainings = [
            Learning(
                _name(run.settings),
                [moment.images for moment in run.moments],
                [getattr(moment, learned) for moment in run.moments],
                [getattr(moment, held_out) for moment in run.moments],
            )
            for run in runs
        ]
        with column:
            show_chart(
                learning_curves(trainings, label, most, label == "accuracy"),
                alt=f"The {label} over the images learned from: now {trainings[-1].held_out[-1]:.3f}",
                key=f"learn_{label}",
            )


def _name(settings: Settings) -> str:
    return f"rate {settings.learning_rate:g}, batch {settings.batch}, seed {settings.seed}"


def _show_moment(run: Run) -> None:
    """Show filters and bars at the last moment, or, when the run is over, at the one that is chosen."""
    places = range(len(run.moments))
    place = places[-1]
    if run.is_over and len(places) > 1:
        place = st.select_slider(
            "Look back: after so many images",
            places,
            place,
            format_func=lambda place: f"{run.moments[place].images:,}",
            key=f"learn_moment_{id(run)}",
        )
    moment = run.moments[place]
    filters, digit, bars = st.columns([4, 1, 3], gap="medium")
    with filters:
        st.markdown(f"**The filters of conv1** after {moment.images:,} images")
        show_chart(
            filter_grid(moment.filters), alt="The 32 filters of conv1 at this moment", key="learn_filters"
        )
    with digit:
        st.markdown("**Your digit**")
        st.image(enlarge(run.pixels, 6), width=150, output_format="PNG", alt="The digit that is watched")
    with bars:
        st.markdown("**What it makes of it**")
        winner = int(moment.probabilities.argmax())
        show_chart(
            probability_bars(moment.probabilities),
            alt=f"Ten bars; the {winner} has {percent(moment.probabilities[winner])}",
            key="learn_bars",
        )
