"""A PostgreSQL server of the tests' own: in a new folder, on a socket in it, killed when a test says so."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STARTING = 60  # seconds
# Debian and Ubuntu keep the server's programs out of the PATH.
FOLDERS = [os.environ.get("PATH", ""), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))]


def find_postgresql() -> Path | None:
    """Return the folder of an installed PostgreSQL server's programs, or None."""
    initdb = shutil.which("initdb", path=os.pathsep.join(FOLDERS))
    return Path(initdb).parent if initdb else None


class Postgresql:
    """A server over the database in `folder`; `url` is how SQLAlchemy finds it."""

    def __init__(self, programs: Path, folder: Path, encoding: str):
        self._programs = programs
        self._folder = folder
        # PostgreSQL refuses to run as root.
        self._user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
        if self._user:
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "--auth=trust", "--username=visits", f"--encoding={encoding}")
        self.url = f"postgresql+psycopg://visits@/postgres?host={folder}"

    def start(self) -> None:
        """Start it and return once it answers; what is left of a killed one may need a moment to go."""
        options = f"-k {self._folder} -c listen_addresses="
        end = time.monotonic() + STARTING
        while True:
            try:
                return self._run("pg_ctl", "start", "--wait", "--silent", f"--options={options}", "--log=log")
            except subprocess.CalledProcessError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def kill(self) -> None:
        """Kill it as a crash does: nothing is finished, nothing tidied up."""
        os.kill(self._processes()[0], signal.SIGKILL)

    def hang(self) -> None:
        """Stop all of its processes where they are: connections stay open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a server that hangs go on."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """Stop it, if it runs or hangs."""
        with suppress(FileNotFoundError):
            self.go_on()
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "stop", "--mode=immediate", "--silent")

    def _signal(self, number: signal.Signals) -> None:
        for process in self._processes():
            with suppress(ProcessLookupError):  # it has ended since it was listed
                os.kill(process, number)

    def _processes(self) -> list[int]:
        """Return its first process, which starts the others, and these."""
        first = int((self._folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._programs / program, *arguments]
        subprocess.run(
            command,
            cwd=self._folder,
            env={"PGDATA": str(self._folder), "PATH": os.environ["PATH"]},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            **self._user,
        )


@contextmanager
def run_postgresql(encoding: str = "UTF8") -> Iterator[Postgresql]:
    """Give a server that runs, for as long as the block lasts; its databases hold text in this encoding."""
    # Not in pytest's own folder, which only its user may enter.
    with tempfile.TemporaryDirectory() as folder:
        server = Postgresql(find_postgresql(), Path(folder), encoding)
        server.start()
        try:
            yield server
        finally:
            server.stop()
