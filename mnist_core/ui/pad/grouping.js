// Which strokes make one digit: a quick guess, which the server's reading replaces.

const SHARED = 0.3; // of the narrower one's width that is above or below the other: the bar of a 5
const GAP = 0.3; // of the taller one's height between them, at most

/** Return the digits, row by row and from left to right, each {strokes, box} with what erases among them. */
export function group(strokes) {
  let groups = [];
  for (const stroke of strokes.filter(({ erases }) => !erases)) {
    const own = { strokes: [stroke], box: boxOf(stroke) };
    const [near, apart] = [[], []];
    for (const other of groups) (belong(own, other) ? near : apart).push(other);
    groups = [...apart, near.reduce(merged, own)];
  }
  const withErasers = ({ strokes: own, box }) => ({
    box,
    strokes: strokes.filter((stroke) => stroke.erases || own.includes(stroke)),
  });
  return inReadingOrder(groups).map(withErasers);
}

function boxOf({ points, width }) {
  const [across, down] = [0, 1].map((odd) => points.filter((_, i) => i % 2 === odd));
  const half = width / 2;
  return {
    left: Math.min(...across) - half,
    top: Math.min(...down) - half,
    right: Math.max(...across) + half,
    bottom: Math.max(...down) + half,
  };
}

function belong({ box: a }, { box: b }) {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const narrower = Math.min(a.right - a.left, b.right - b.left);
  const taller = Math.max(a.bottom - a.top, b.bottom - b.top);
  return across >= SHARED * narrower && down >= -GAP * taller;
}

function merged(one, other) {
  const [a, b] = [one.box, other.box];
  return {
    strokes: [...one.strokes, ...other.strokes],
    box: {
      left: Math.min(a.left, b.left),
      top: Math.min(a.top, b.top),
      right: Math.max(a.right, b.right),
      bottom: Math.max(a.bottom, b.bottom),
    },
  };
}

function inReadingOrder(groups) {
  const rows = [];
  for (const each of [...groups].sort((a, b) => a.box.top - b.box.top)) {
    const middle = (each.box.top + each.box.bottom) / 2;
    const row = rows.find((row) => row[0].box.top < middle && middle < row[0].box.bottom);
    if (row) row.push(each);
    else rows.push([each]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.left - b.box.left));
}
