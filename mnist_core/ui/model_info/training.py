"""How the network was trained: the set-up and the curves."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mnist_core.charts.model import curve_chart
from mnist_core.ui.model_info.common import TRAIN, per_cent, say_missing
from mnist_core.ui.plots import show_chart


def show_training(card: dict[str, Any]) -> None:
    """Show the curves of every epoch and what they were made with."""
    if "training" not in card:
        say_missing("The record of the training is", TRAIN)
        return
    training = card["training"]
    _show_curves(training)
    st.subheader("The set-up")
    st.table(_set_up(card.get("data", {}), training), border="horizontal", alt="The training set-up")


def _show_curves(training: dict[str, Any]) -> None:
    curve, best = training["curve"], training["best_epoch"]
    st.markdown(
        "Each epoch goes once through all training images, most of them changed. The dotted line marks epoch "
        f"{best}, whose weights were kept: the lowest loss on the validation images, which training never "
        "learns from."
    )
    losses = {"training": curve["loss"], "validation": curve["val_loss"]}
    accuracies = {"training": curve["accuracy"], "validation": curve["val_accuracy"]}
    with st.grid(3, min_column_width=240):
        show_chart(
            curve_chart(losses, "loss", best, log=True),
            alt=f"Loss over the epochs; validation at epoch {best}: {losses['validation'][best - 1]:.4f}",
        )
        show_chart(
            curve_chart(accuracies, "accuracy", best),
            alt=f"Accuracy over the epochs; validation at epoch {best}: "
            + per_cent(accuracies["validation"][best - 1]),
        )
        show_chart(
            curve_chart({"learning rate": curve["learning_rate"]}, "learning rate", best, log=True),
            alt="The learning rate over the epochs",
        )
    st.caption(
        "Training looks harder than validation: most of its images are distorted, and its loss is counted "
        "against the teacher's answers, which are never quite certain."
    )


def _set_up(data: dict[str, Any], training: dict[str, Any]) -> dict[str, str]:
    """Return what was done, name by name, in the order in which one would tell it."""
    rows = {}
    if data:
        rows["Data"] = (
            f"{data['name']}: {data['n_train']:,} images to learn from, {data['n_validation']:,} to "
            f"validate, {data['n_test']:,} to test"
        )
    rows |= {
        "Augmentation": training["augmentation"],
        "Teacher": _teacher(training["teacher"]),
        "Optimizer": training["optimizer"],
        "Loss": training["loss"],
        "Batches": f"{training['batch_size']} images",
        "Schedule": training["schedule"],
        "Epochs": f"{training['epochs']} in {training['seconds'] / 60:.0f} minutes",
        "Seed": str(training["seed"]),
        "Chance": _chance(training["runs"]),
        "Date": training["date"],
        "Command": f"`{training['command']}`",
    }
    return rows


def _teacher(teacher: dict[str, Any]) -> str:
    return (
        f"A larger network learned first: {teacher['parameters']:,} parameters, "
        f"{per_cent(teacher['validation_accuracy'])} of the validation images right after "
        f"{teacher['epochs']} epochs in {teacher['seconds'] / 60:.0f} minutes. The network here learned what "
        "its teacher made of each image, not the bare label."
    )


def _chance(runs: dict[str, Any]) -> str:
    spread = per_cent(runs["standard_deviation"])
    return (
        f"{len(runs['seeds'])} runs that differ only by their seed got {per_cent(runs['mean'])} of the test "
        f"images right on average, with a standard deviation of {spread}. The run with the lowest validation "
        "loss is the one here."
    )
