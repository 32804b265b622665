"""The pictures that the reading is measured on, made of MNIST's test digits.

Nothing here is shared with `training.scenes`, that the detector learns from. Except in `digits`, which makes
pictures of images, and in `numbers`, each scene takes a picture (h, w) float64 in 0..255, dark ink on a light
page, and returns one that shows the same digits. All of them draw their chances from the generator given.
"""
