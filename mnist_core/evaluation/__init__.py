"""How good the shipped models are: `python -m mnist_core.evaluation` measures it and writes it down."""
