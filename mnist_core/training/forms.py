"""The forms in which people write the ten digits, as strokes through a few points.

Beside the plain forms, those that MNIST, written in the United States, hardly has: the European 1 with a long
flag, the crossed 7, the open 4, the 9 with a hook or a foot, the 2 with loops, the 5 whose flag flies free,
the 8 that stays open, in proportions that vary as widely as hands do.
"""

from __future__ import annotations

import numpy as np

from mnist_core.training.lines import Rng, Stroke, arc, bent, rounded, spiral, wave, worn


def strokes(digit: int, rng: Rng) -> list[Stroke]:
    """Return the strokes of a digit 0 to 9 in one of its forms."""
    forms = FORMS[digit]
    return forms[rng.integers(len(forms))](rng)


def _ring(rng: Rng) -> list[Stroke]:
    """A 0: closed, open, or with its ends overlapping."""
    width = rng.uniform(0.2, 0.6)
    start = rng.choice([-90, 0, 180, 270]) + rng.normal(0, 40)
    sweep = rng.uniform(285, 420) * rng.choice([-1, 1], p=[0.75, 0.25])
    return [spiral((0, 0.5), width, 0.5, start, start + sweep, rng.uniform(0.6, 1.05))]


def _slashed_zero(rng: Rng) -> list[Stroke]:
    width = rng.uniform(0.25, 0.42)
    reach = rng.uniform(0.7, 1.25)
    slash = bent([(-width * reach, 0.5 + 0.45 * reach), (width * reach, 0.5 - 0.45 * reach)], rng, 0.04)
    return [arc((0, 0.5), width, 0.5, -90, 280), slash]


def _flagged_one(rng: Rng) -> list[Stroke]:
    """A 1 with its flag from the top; a flag both long and flat would make a 7."""
    foot = (rng.normal(0, 0.06), 1)
    angle = np.deg2rad(rng.uniform(18, 65))
    length = rng.uniform(0.15, 1.0 if angle < np.deg2rad(48) else 0.55)
    flag = (-length * np.sin(angle), length * np.cos(angle))
    flagged = np.concatenate([bent([flag, (0, 0)], rng, 0.08)[:-1], bent([(0, 0), foot], rng, 0.04)])
    return [worn(flagged, rng), *_foot(foot, rng, 0.3)]


def _branched_one(rng: Rng) -> list[Stroke]:
    """A 1 whose flag leaves the stem below its top."""
    foot = (rng.normal(0, 0.06), 1)
    stem = bent([(rng.normal(0, 0.04), 0), foot], rng, 0.06)
    joint = rng.uniform(0.08, 0.42)
    angle = np.deg2rad(rng.uniform(25, 55 + 90 * joint))
    length = rng.uniform(0.2, 0.75)
    tip = (-length * np.sin(angle), joint + length * np.cos(angle))
    return [stem, bent([tip, (0, joint)], rng, 0.12), *_foot(foot, rng, 0.25)]


def _upstroke_one(rng: Rng) -> list[Stroke]:
    """A 1 that begins with a long stroke up from the left, perhaps with a loop at its top."""
    start = (-rng.uniform(0.25, 0.8), rng.uniform(0.55, 1))
    top = rng.normal(0.05, 0.05)
    turn = [(top, 0), (top - rng.uniform(-0.03, 0.28), rng.uniform(0, 0.15))]
    if rng.random() < 0.3:
        turn.insert(0, (top + rng.uniform(0.03, 0.2), rng.uniform(0.08, 0.2)))
    points = [start, (0.35 * start[0], rng.uniform(0.4, 0.6)), *turn, (rng.normal(0, 0.08), 1)]
    return [rounded(points, rng), *_foot(points[-1], rng, 0.2)]


def _arched_one(rng: Rng) -> list[Stroke]:
    """A 1 whose long flag runs into the stem in an arch."""
    foot = (rng.normal(0, 0.08), 1)
    angle = np.deg2rad(rng.uniform(25, 50))
    length = rng.uniform(0.35, 0.9)
    tip = (-length * np.sin(angle), length * np.cos(angle))
    near = rng.uniform(0.05, 0.2)
    arch = [(-near, 0.6 * near), (rng.uniform(-0.05, 0.05), 0), (rng.uniform(0, 0.1), near)]
    return [rounded([tip, *arch, foot], rng), *_foot(foot, rng, 0.15)]


def _plain_one(rng: Rng) -> list[Stroke]:
    foot = (rng.normal(0, 0.08), 1)
    return [bent([(0, 0), foot], rng, 0.06), *_foot(foot, rng, 0.2)]


def _two(rng: Rng) -> list[Stroke]:
    """A 2 with a corner or a loop at its foot, and perhaps a curl at its start."""
    width, height = rng.uniform(0.2, 0.38), rng.uniform(0.16, 0.3)
    start = rng.uniform(-340 if rng.random() < 0.35 else -200, -130)
    head = arc((0, height), width, height, start, rng.uniform(20, 60))
    corner = np.array([-width * rng.uniform(0.7, 1.5), rng.uniform(0.86, 1)])
    end = (width * rng.uniform(0.7, 1.9), rng.uniform(0.88, 1.1))
    if rng.random() < 0.5:
        loop = rng.uniform(0.05, 0.14)
        foot = np.concatenate(
            [arc(corner, 1.4 * loop, loop, 0, 290), wave((np.add(corner, (0.1, 0))), end, rng)]
        )
    else:
        foot = np.concatenate([corner[None], wave(corner, end, rng)])
    return [rounded(np.concatenate([head, foot]), rng)]


def _swan_two(rng: Rng) -> list[Stroke]:
    """A 2 like a z: its neck straight, its back and its foot waved."""
    width = rng.uniform(0.25, 0.45)
    points = [
        (-width, rng.uniform(0.1, 0.3)),
        (-0.4 * width, rng.uniform(0, 0.1)),
        (width, rng.uniform(0, 0.15)),
        (rng.uniform(-0.3, 0.3) * width, rng.uniform(0.4, 0.6)),
        (-width, rng.uniform(0.8, 0.95)),
        (-0.3 * width, rng.uniform(0.7, 0.88)),
        (width, rng.uniform(0.92, 1.1)),
        (width * rng.uniform(1.1, 1.5), rng.uniform(0.8, 0.95)),
    ]
    return [rounded(points, rng)]


def _three(rng: Rng) -> list[Stroke]:
    """A 3 of two bows, of which one may end in a curl."""
    waist = rng.uniform(0.32, 0.55)
    upper, lower = rng.uniform(0.16, 0.36), rng.uniform(0.2, 0.42)
    depth = rng.uniform(-0.1, 0.8)  # how far the waist reaches to the left
    start, end, last = rng.uniform(-215, -120), rng.uniform(100, 210), 1.0
    curled = rng.random()
    if curled < 0.1:
        start = rng.uniform(-300, -215)
    elif curled < 0.4:
        end, last = rng.uniform(210, 370), rng.uniform(0.35, 0.75)
    top = arc((0, waist / 2), upper, waist / 2, start, 60)
    bottom = spiral((0, (1 + waist) / 2), lower, (1 - waist) / 2, -60, end, last)
    return [rounded(np.concatenate([top, [(-depth * upper, waist)], bottom]), rng)]


def _flat_three(rng: Rng) -> list[Stroke]:
    """A 3 with a straight bar on top."""
    left, right = -rng.uniform(0.2, 0.42), rng.uniform(0.2, 0.4)
    waist = rng.uniform(0.3, 0.5)
    middle = (rng.uniform(-0.15, 0.12), waist)
    lower = rng.uniform(0.22, 0.42)
    belly = arc((middle[0], (1 + waist) / 2), lower, (1 - waist) / 2, -80, rng.uniform(100, 200))
    top = [(left, rng.normal(0.03, 0.05)), (right, rng.normal(0, 0.04)), middle]
    return [rounded(np.concatenate([top, belly]), rng)]


def _tailed_three(rng: Rng) -> list[Stroke]:
    """A 3 whose lower bow runs out into a long tail to the left, below its foot."""
    upper, lower = rng.uniform(0.15, 0.3), rng.uniform(0.2, 0.35)
    waist = rng.uniform(0.3, 0.42)
    low = rng.uniform(0.75, 0.88)
    top = arc((0, waist / 2), upper, waist / 2, rng.uniform(-200, -130), 60)
    bottom = arc((0, (low + waist) / 2), lower, (low - waist) / 2, -60, 80)
    tail = [(-lower, rng.uniform(0.88, 1)), (-lower - rng.uniform(0.1, 0.6), rng.uniform(0.85, 1.05))]
    return [rounded(np.concatenate([top, [(0, waist)], bottom, tail]), rng)]


def _knotted_three(rng: Rng) -> list[Stroke]:
    """A 3 whose lower bow runs on into a loop and a stem below it."""
    upper, lower = rng.uniform(0.14, 0.28), rng.uniform(0.14, 0.28)
    waist, low = rng.uniform(0.22, 0.34), rng.uniform(0.5, 0.66)
    top = arc((0, waist / 2), upper, waist / 2, rng.uniform(-210, -140), 60)
    bottom = arc((0, (low + waist) / 2), lower, (low - waist) / 2, -60, rng.uniform(20, 80))
    return [rounded(np.concatenate([top, [(0, waist)], bottom, _knot(low, rng)]), rng)]


def _knot(top: float, rng: Rng) -> Stroke:
    """Return a loop that begins at a height and a stem from it down to 1, as a 9 is written."""
    width, height = rng.uniform(0.06, 0.26), rng.uniform(0.05, 0.18)
    middle = (rng.uniform(-0.2, 0.02), top + height * rng.uniform(0.7, 1.1))
    loop = arc(middle, width, height, rng.uniform(-70, -20), -rng.uniform(300, 370))
    return np.concatenate([loop, [(middle[0] + rng.uniform(-0.15, 0.2), 1)]])


def _four(rng: Rng) -> list[Stroke]:
    """A 4 in two strokes, open or closed; its stem may begin as low as the bar."""
    left, right = -rng.uniform(0.3, 0.6), rng.uniform(0, 0.45)
    corner = rng.uniform(0.42, 0.8)
    start = (rng.uniform(left - 0.05, 0.25), 0)
    angle = rounded([start, (left, corner), (right, corner + rng.normal(0, 0.08))], rng)
    stem_top = (rng.normal(0.02, 0.06), rng.uniform(0, 1.05) * corner)
    return [angle, bent([stem_top, (rng.uniform(-0.25, 0.08), 1)], rng, 0.05)]


def _cup_four(rng: Rng) -> list[Stroke]:
    """A 4 whose left part is a cup, like a y with a straight stem."""
    left, depth = -rng.uniform(0.35, 0.65), rng.uniform(0.4, 0.7)
    cup = [
        (left + rng.uniform(-0.05, 0.2), 0),
        (left - rng.uniform(-0.05, 0.06), 0.7 * depth),
        (0.55 * left, depth),
        (0, depth * rng.uniform(0.75, 1)),
    ]
    stem = [(rng.normal(0.02, 0.05), rng.uniform(-0.1, 0.6) * depth), (rng.uniform(-0.2, 0.1), 1)]
    return [rounded(cup, rng), bent(stem, rng, 0.06)]


def _running_four(rng: Rng) -> list[Stroke]:
    """A 4 in one stroke: down, across, and down again at the end of the bar."""
    left, right = -rng.uniform(0.3, 0.55), rng.uniform(0, 0.2)
    corner = rng.uniform(0.52, 0.88)
    end = corner - rng.uniform(-0.08, 0.2)
    points = [(rng.uniform(-0.1, 0.3), 0), (left, corner), (right, end)]
    if rng.random() < 0.3:
        points.append((right - rng.uniform(0, 0.1), end + rng.uniform(0.04, 0.12)))
    low = right + rng.uniform(-0.3, 0.12)
    points.append((low, 1))
    if rng.random() < 0.35:
        points.append((low - rng.uniform(0.1, 0.3), 1 - rng.uniform(0, 0.12)))
    return [rounded(points, rng)]


def _short_four(rng: Rng) -> list[Stroke]:
    """A 4 in one stroke whose stem is no more than its bar's end turned down, like a G or a lightning."""
    left, right = -rng.uniform(0.25, 0.55), rng.uniform(0.2, 0.5)
    corner = rng.uniform(0.5, 0.8)
    bar = corner - rng.uniform(-0.05, 0.15)
    points = [
        (rng.uniform(-0.1, 0.4), 0),
        (left, corner),
        (right, bar),
        (right - rng.uniform(-0.1, 0.25), 1),
    ]
    if rng.random() < 0.3:
        points.insert(1, (left * rng.uniform(0.6, 1.1), rng.uniform(0.2, 0.35)))
    return [worn(points, rng)]


def _closed_four(rng: Rng) -> list[Stroke]:
    """A 4 in one stroke from the right end of its bar: to the left, up, and down through the bar."""
    left, corner = -rng.uniform(0.35, 0.65), rng.uniform(0.5, 0.8)
    points = [
        (rng.uniform(0.08, 0.4), corner + rng.normal(0, 0.05)),
        (left, corner),
        (rng.normal(0, 0.08), 0),
        (rng.normal(0, 0.06), 1),
    ]
    return [worn(points, rng)]


def _phi_four(rng: Rng) -> list[Stroke]:
    """A 4 in one stroke like a φ: a bow from the left through the stem, which begins in its loop."""
    height, right = rng.uniform(0.5, 0.72), rng.uniform(0.2, 0.4)
    left = -rng.uniform(0.3, 0.55)
    points = [
        (left + rng.uniform(0.05, 0.25), rng.uniform(0, 0.15)),
        (left, 0.7 * height),
        (0.4 * left, height),
        (right, height * rng.uniform(0.75, 1)),
        (right * rng.uniform(0.7, 1.1), height * rng.uniform(0.2, 0.45)),
        (0.1, rng.uniform(0, 0.12)),
        (rng.uniform(-0.08, 0.02), 0.5 * height),
        (rng.uniform(-0.2, 0.05), 1),
    ]
    return [rounded(points, rng)]


def _five(rng: Rng) -> list[Stroke]:
    """A 5 whose flag may fly free of it."""
    shoulder = rng.uniform(0.3, 0.55)
    left = -rng.uniform(0.12, 0.3)
    width = rng.uniform(0.22, 0.42)
    top = (left + rng.uniform(-0.02, 0.12), rng.uniform(0, 0.12))
    belly = arc(
        (left + 0.4 * width, (1 + shoulder) / 2), width, (1 - shoulder) / 2, -110, rng.uniform(80, 190)
    )
    body = rounded(np.concatenate([[top, (left, shoulder * rng.uniform(0.85, 1.05))], belly]), rng)
    free = rng.random() < 0.5
    shift = np.array([rng.uniform(-0.05, 0.33), -rng.uniform(0, 0.18)]) if free else np.zeros(2)
    tip = np.array([rng.uniform(0.25, 0.85), rng.normal(-0.06, 0.07)])
    return [body, bent([top + shift, top + shift + tip], rng, 0.1)]


def _running_five(rng: Rng) -> list[Stroke]:
    """A 5 in one stroke, from the flag's tip."""
    shoulder = rng.uniform(0.28, 0.5)
    left, width = -rng.uniform(0.1, 0.3), rng.uniform(0.2, 0.4)
    belly = arc(
        (left + 0.4 * width, (1 + shoulder) / 2), width, (1 - shoulder) / 2, -100, rng.uniform(80, 190)
    )
    flag = [
        (rng.uniform(0.15, 0.5), rng.normal(0, 0.04)),
        (left + rng.uniform(-0.02, 0.1), rng.uniform(0, 0.08)),
    ]
    return [rounded(np.concatenate([flag, [(left, shoulder)], belly]), rng)]


def _cursive_five(rng: Rng) -> list[Stroke]:
    """A 5 in one stroke whose flag, neck and belly are nearly one line."""
    reach, neck = rng.uniform(0.3, 0.65), rng.normal(0, 0.05)
    points = [
        (neck + reach, rng.normal(0, 0.04)),
        (neck + 0.4 * reach, rng.uniform(-0.02, 0.08)),
        (neck, rng.uniform(0.12, 0.3)),
        (neck + rng.uniform(-0.02, 0.1), rng.uniform(0.4, 0.55)),
        (neck + rng.uniform(0.05, 0.3), rng.uniform(0.65, 0.8)),
        (neck + rng.uniform(-0.1, 0.1), rng.uniform(0.95, 1)),
        (neck - rng.uniform(0.2, 0.4), rng.uniform(0.85, 0.98)),
    ]
    return [rounded(points, rng)]


def _knotted_five(rng: Rng) -> list[Stroke]:
    """A 5 whose belly runs on into a loop and a stem below it."""
    shoulder, low = rng.uniform(0.2, 0.32), rng.uniform(0.5, 0.66)
    left, width = -rng.uniform(0.08, 0.2), rng.uniform(0.14, 0.26)
    top = (left + rng.uniform(-0.02, 0.1), rng.uniform(0, 0.06))
    belly = arc((left + 0.4 * width, (low + shoulder) / 2), width, (low - shoulder) / 2, -100, 60)
    flag = bent([top, np.add(top, (rng.uniform(0.2, 0.5), rng.normal(-0.04, 0.05)))], rng, 0.1)
    return [rounded(np.concatenate([[top, (left, shoulder)], belly, _knot(low, rng)]), rng), flag]


def _six(rng: Rng) -> list[Stroke]:
    """A 6 whose loop may be small, large, open, or wound inwards."""
    height, width = rng.uniform(0.16, 0.37), rng.uniform(0.16, 0.4)
    lean = rng.uniform(-0.1, 0.55)
    back = [(lean, rng.uniform(-0.02, 0.06)), (-0.7 * width + 0.3 * lean, 0.45)]
    if rng.random() < 0.3:
        back.insert(0, (lean + rng.uniform(0.1, 0.25), rng.uniform(0, 0.12)))
    sweep = rng.uniform(300, 470)
    loop = spiral((0, 1 - height), width, height, 180, 180 - sweep, rng.uniform(0.5, 1))
    return [rounded(np.concatenate([back, loop]), rng)]


def _seven(rng: Rng) -> list[Stroke]:
    """A 7, mostly crossed, with or without a serif, its bar straight or waved."""
    width, drop = rng.uniform(0.35, 0.8), rng.uniform(0, 0.55)
    top_left = (-width, rng.normal(0.02, 0.06))
    stem = bent([(0, 0), (-drop, 1)], rng, 0.08)
    if rng.random() < 0.2:
        stem = np.concatenate([stem, [(-drop - rng.uniform(0.05, 0.3), 1 - rng.uniform(0, 0.1))]])
    outline = np.concatenate([wave(np.array(top_left), (0, 0), rng)[:-1], stem])
    if rng.random() < 0.6:
        serif = (top_left[0] + rng.normal(-0.02, 0.07), top_left[1] + rng.uniform(0.06, 0.7 * width))
        outline = np.concatenate([[serif], outline])
    outline = worn(outline, rng)
    if rng.random() < 0.2:
        return [outline]
    return [outline, _crossbar(drop, rng), *_foot((-drop, 1), rng, 0.1)]


def _peaked_seven(rng: Rng) -> list[Stroke]:
    """A crossed 7 whose bar is a valley between two peaks, so that it comes close to a 4."""
    width, drop = rng.uniform(0.35, 0.65), rng.uniform(0, 0.35)
    left = -width + rng.normal(0, 0.04)
    points = [
        (left - rng.uniform(0, 0.12), rng.uniform(0.2, 0.6)),
        (left, rng.uniform(-0.1, 0.15)),
        (-width * rng.uniform(0.25, 0.7), rng.uniform(0.12, 0.55)),
        (0, 0),
        (-drop, 1),
    ]
    return [worn(points, rng), _crossbar(drop, rng, 0.5)]


def _looped_seven(rng: Rng) -> list[Stroke]:
    """A crossed 7 with a loop where its bar meets the stem."""
    width, drop = rng.uniform(0.35, 0.7), rng.uniform(0, 0.4)
    loop = rng.uniform(0.06, 0.16)
    points = [
        (-width, rng.uniform(0, 0.2)),
        (-0.4 * width, rng.uniform(0.1, 0.25)),
        (rng.uniform(1, 2) * loop, loop),
        (loop, rng.normal(-0.02, 0.02)),
        (-0.3 * loop, 1.2 * loop),
        (-0.15 * drop, 0.4),
        (-drop, 1),
    ]
    return [rounded(points, rng), _crossbar(drop, rng)]


def _crossbar(drop: float, rng: Rng, highest: float = 0.33) -> Stroke:
    """Return the bar through the stem of a 7, from (0, 0) to (-drop, 1)."""
    x, y = np.array([-drop, 1]) * rng.uniform(highest, 0.88)
    left, right = rng.uniform(0.1, 0.5, 2)
    tilt = rng.normal(0, 0.06)
    return bent([(x - left, y - tilt), (x + right, y + tilt)], rng, 0.05)


def _eight(rng: Rng) -> list[Stroke]:
    """An 8 in one stroke, whose ends may stay apart at the top."""
    waist = rng.uniform(0.35, 0.6)
    upper, lower = rng.uniform(0.14, 0.34), rng.uniform(0.16, 0.38)
    start, end = rng.uniform(-120, 10), rng.uniform(-30, 60)
    if rng.random() < 0.4:
        start, end = rng.uniform(-60, 30), rng.uniform(-10, 70)
    head = arc((0, waist / 2), upper, waist / 2, start, -265)
    belly = arc((0, (1 + waist) / 2), lower, (1 - waist) / 2, -60, 240)
    back = arc((0, waist / 2), upper, waist / 2, 80, end)
    return [rounded(np.concatenate([head, belly, back]), rng)]


def _looped_eight(rng: Rng) -> list[Stroke]:
    """An 8 that is a loop with two arms, which may not meet."""
    width, height = rng.uniform(0.16, 0.3), rng.uniform(0.16, 0.28)
    reach = rng.uniform(0.12, 0.36)
    loop = arc((0, 1 - height), width, height, -35, 215)
    arms = [(rng.uniform(-reach, reach), rng.uniform(0, 0.1)), (-reach, rng.uniform(0.12, 0.3))]
    end = [(reach, rng.uniform(0.15, 0.32)), (reach * rng.uniform(-0.4, 1.3), rng.uniform(0, 0.1))]
    return [rounded(np.concatenate([arms, loop, end]), rng)]


def _stacked_eight(rng: Rng) -> list[Stroke]:
    waist = rng.uniform(0.38, 0.58)
    upper, lower = rng.uniform(0.15, 0.32), rng.uniform(0.18, 0.36)
    shift = rng.normal(0, 0.05)
    return [
        arc((shift, waist / 2), upper, waist / 2, -90, 280),
        arc((0, (1 + waist) / 2), lower, (1 - waist) / 2, -90, 280),
    ]


def _nine(rng: Rng) -> list[Stroke]:
    """A 9 with a straight, bent or hooked stem, which may end in a foot."""
    height = rng.uniform(0.14, 0.3)
    width = height * rng.uniform(0.6, 1.5)
    if rng.random() < 0.5:
        # Begun at the upper right and drawn against the clock.
        start = rng.uniform(-75, 0)
        loop = arc((0, height), width, height, start, start - rng.uniform(250, 370))
        back = (width * rng.uniform(0.8, 1.05), height * rng.uniform(0.3, 1.0))
    else:
        # Begun inside, at the bottom or the left, and drawn with the clock: often left open.
        loop = arc((0, height), width, height, rng.uniform(20, 125), 360)
        back = (width, height * rng.uniform(1, 1.3))
    bend = (width * rng.uniform(0.5, 1.15), rng.uniform(0.55, 0.85))
    low = (rng.uniform(-0.4, 0.2), 1)
    hook = (low[0] - rng.uniform(0, 0.6), 1 - rng.uniform(-0.03, 0.28))
    drawn = [np.concatenate([loop, rounded([back, bend, low, hook], rng)])]
    return drawn + _foot(low, rng, 0.12)


def _swan_nine(rng: Rng) -> list[Stroke]:
    """A 9 whose loop ends in a neck like that of an S, with a long foot to the left."""
    height = rng.uniform(0.14, 0.25)
    width = height * rng.uniform(0.8, 1.9)
    start = rng.uniform(-60, 20)
    loop = arc((0, height), width, height, start, start - rng.uniform(300, 400))
    neck = (width * rng.uniform(0, 0.8), height * rng.uniform(1.7, 2.3))
    belly = (width * rng.uniform(0.7, 1.3), rng.uniform(0.65, 0.85))
    low = (rng.uniform(-0.15, 0.15), rng.uniform(0.94, 1))
    foot = (low[0] - rng.uniform(0.15, 0.6), 1 - rng.uniform(-0.04, 0.12))
    return [rounded(np.concatenate([loop, [neck, belly, low, foot]]), rng)]


def _looped_nine(rng: Rng) -> list[Stroke]:
    """A 9 whose stem comes back up in a loop below, like a g."""
    width, height = rng.uniform(0.16, 0.3), rng.uniform(0.18, 0.26)
    loop = arc((0, height), width, height, rng.uniform(-80, -20), -370)
    low = rng.uniform(-0.25, 0.05)
    tail = [
        (width * rng.uniform(0.8, 1.1), rng.uniform(0.55, 0.75)),
        (low + 0.1, 1),
        (low - rng.uniform(0.1, 0.3), rng.uniform(0.88, 1)),
        (low - rng.uniform(0, 0.15), rng.uniform(0.7, 0.82)),
        (width * rng.uniform(0.9, 1.8), rng.uniform(0.55, 0.75)),
    ]
    return [rounded(np.concatenate([loop, tail]), rng)]


FORMS = (
    (_ring, _ring, _ring, _ring, _slashed_zero),
    (_flagged_one, _flagged_one, _flagged_one, _arched_one, _branched_one, _upstroke_one, _plain_one),
    (_two, _two, _swan_two),
    (_three, _three, _three, _flat_three, _tailed_three, _knotted_three),
    (_four, _four, _closed_four, _cup_four, _running_four, _short_four, _phi_four),
    (_five, _five, _five, _running_five, _running_five, _cursive_five, _knotted_five),
    (_six,),
    (_seven, _seven, _seven, _peaked_seven, _peaked_seven, _looped_seven),
    (_eight, _looped_eight, _stacked_eight),
    (_nine, _nine, _nine, _swan_nine, _swan_nine, _looped_nine),
)


def _foot(at: tuple[float, float], rng: Rng, share: float) -> list[Stroke]:
    """Return a short line under the digit, or none for all but a share of them."""
    if rng.random() > share:
        return []
    left, right = rng.uniform(0.1, 0.4, 2)
    tilt = rng.normal(0, 0.04)
    return [bent([(at[0] - left, 1 - tilt), (at[0] + right, 1 + tilt)], rng, 0.05)]
