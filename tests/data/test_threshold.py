"""The default threshold, from what the evaluation measured."""

from mnist_core.data.threshold import WITHOUT_CARD, default_threshold


def bins(*accuracies):
    return {
        "evaluation": {
            "calibrated": {
                "reliability": [
                    {"from": i / 10, "count": 0 if accuracy is None else 9, "accuracy": accuracy or 0.0}
                    for i, accuracy in enumerate(accuracies)
                ]
            }
        }
    }


def test_the_default_threshold_is_read_off_the_evaluation():
    assert default_threshold(bins(*[0.95] * 4, 0.8, None, 0.92, 0.97, 0.9, 0.999)) == 0.5
    assert default_threshold(bins(*[0.99] * 10)) == 0.0
    assert default_threshold(bins(*[0.5] * 10)) == WITHOUT_CARD
    assert default_threshold({}) == WITHOUT_CARD
