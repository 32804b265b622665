"""MNIST's test set, the model card, and what loads them."""
