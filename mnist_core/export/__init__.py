"""From the networks as trained to the files in which others run them."""
