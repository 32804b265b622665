"""Every set that the model card speaks of has a name for people."""

from mnist_core.data.model_card import load_model_card
from mnist_core.evaluation.picture_sets import name_of


def test_names_are_no_identifiers():
    evaluation = load_model_card()["evaluation"]
    for row in [*evaluation["realworld"], *evaluation["refusal"]["nondigits"]]:
        assert "_" not in name_of(row["set"])


def test_a_set_of_ones_own_keeps_its_name():
    assert name_of("class 3b") == "class 3b"
