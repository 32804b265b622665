"""The core's imports run one way, the way of a picture, and each large package stays in its rooms."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ROOT / "mnist_core"
# Whatever stands in one line imports what stands in the lines above it, and nothing else of the core.
WAY = [
    {"paths"},
    {"version", "reading", "data", "memory"},
    {"io", "runtime"},
    {"detection"},
    {"recognition"},
    {"recognizer"},
    {"__init__"},  # the public API
    {"charts", "batch", "visitors", "evaluation", "export"},
    {"training"},
    {"lesson"},
    {"ui", "api", "__main__"},
]
PLACE = {room: place for place, rooms in enumerate(WAY) for room in rooms}
FILES = sorted(CORE.rglob("*.py"))


def imported(path):
    """Return the full names that a file imports, wherever in it."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: the imports of the core are written out"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def room(name):
    """Return the folder or the module beside the folders in which a name of the core lies."""
    first = name.split(".")[1] if "." in name else "__init__"
    return first if (CORE / first).is_dir() or (CORE / f"{first}.py").is_file() else "__init__"


def room_of(path):
    return path.relative_to(CORE).parts[0].removesuffix(".py")


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_nothing_imports_what_comes_after_it(path):
    own = room_of(path)
    others = {room(name) for name in imported(path) if name.split(".")[0] == "mnist_core"} - {own}
    assert [other for other in others if PLACE[other] >= PLACE[own]] == []


@pytest.mark.parametrize(
    ("package", "rooms"),
    [
        ("streamlit", {"ui"}),
        ("onnxruntime", {"runtime", "export"}),  # the export takes a tool from it and runs nothing with it
        ("tensorflow", {"training", "export"}),
        # data fetches MNIST's training set through it; the lesson trains while one watches
        ("keras", {"training", "export", "data", "lesson"}),
    ],
)
def test_each_of_the_large_packages_has_its_rooms(package, rooms):
    users = {room_of(path) for path in FILES if any(n.split(".")[0] == package for n in imported(path))}
    assert users == rooms
