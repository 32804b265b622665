"""Training of the network: `python -m mnist_core.training`. The dashboard never imports this package."""
