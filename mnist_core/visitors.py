"""The visit counter: one row in any SQL database."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import BigInteger, Column, Engine, Integer, MetaData, Table, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

_metadata = MetaData()
_visits = Table(
    "visits",
    _metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
)


def add_visit(engine: Engine) -> int:
    """Count one visit and return the number of visits so far, this one included.

    Any number of threads and processes may do so at once: the database adds. Once this returns, the
    visit is stored for good. Raises sqlalchemy.exc.SQLAlchemyError if the database cannot be reached
    or written.
    """
    _create_table(engine)
    try:
        return _increment(engine)
    except IntegrityError:
        # Somebody else made the first row a moment earlier.
        return _increment(engine)


def _increment(engine: Engine) -> int:
    with engine.begin() as connection:
        # The update comes first and locks the row, so that the select reads our own count.
        if connection.execute(update(_visits).values(count=_visits.c.count + 1)).rowcount == 0:
            connection.execute(insert(_visits).values(id=1, count=1))
        return connection.scalars(select(_visits.c.count)).one()


def _create_table(engine: Engine) -> None:
    if inspect(engine).has_table(_visits.name):
        return
    # Somebody else may do the same at the same moment; if it could not be done at all, counting will say so.
    with suppress(DBAPIError):
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                # Kept in the file: with a write-ahead log, writers wait for each other and never deadlock.
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with suppress(DBAPIError):
        _metadata.create_all(engine)
