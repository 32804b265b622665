"""What the detector says of each pixel: the meaning of the channels of its two outputs."""

from __future__ import annotations

# "where", log-odds for each pixel:
INK = 0  # that it is ink of a digit, or of a character that stands as a digit does
HEAT = 1  # that the centre of one lies here
CLOSER = 2  # that digits are here too small to be read: a closer look is needed
WHERE = 3

# "what", of use where there is ink:
CLASSES = slice(0, 11)  # logits: a 0 to 9, or 10, another character
OFFSET = slice(11, 13)  # x and y from here to the centre of this ink's digit, in units of `OFFSET_UNIT`
WHAT = 13

CHARACTER = 10
OFFSET_UNIT = 16.0  # pixels
SMALLEST, LARGEST = 12.5, 52.0  # pixels: the longer side of digits that are found
