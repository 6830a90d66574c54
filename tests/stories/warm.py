"""Told by the process from which lives are forked, before it forks the first one: what a story needs for the
first time, words, statements, parsers, it then has. A life takes half as long, and nothing else is different:
all that was opened for this is closed again, and no thread is left.
"""

from __future__ import annotations

import asyncio
import gc
from multiprocessing import Pipe
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from adapters.logs import configure_logs
from storage.statements import Statement
from tests.stores import bring_up_to_date, sqlite_url
from tests.stories.life import tell
from tests.stories.line import Line
from tests.stories.orders import MoreHappens, Orders, Parts
from tests.stories.organisers import OneMeeting, with_members
from tests.stories.postbox import Mailbox, mail_server

POSTGRES = "postgresql+psycopg://"


def warm_up() -> None:
    configure_logs("critical")
    for parts in (MoreHappens(), OneMeeting()):
        asyncio.run(_tell(parts))
    postgres = make_url(POSTGRES).get_dialect()()
    for known in gc.get_objects():
        if isinstance(known, Statement):
            known.on(postgres)
    gc.freeze()  # what is forked from here on shares it, and never looks through it


async def _tell(parts: Parts) -> None:
    with TemporaryDirectory(prefix="peerbot-warm-") as name:
        folder = Path(name)
        url = sqlite_url(folder)
        bring_up_to_date(url)
        if isinstance(parts, OneMeeting):
            with_members(url)
        async with mail_server() as mail:
            mail.mailbox = Mailbox(folder / "mail")
            hearing, telling = Pipe()
            with hearing, telling:
                await tell(Orders(folder, url, mail.port, parts=parts), Line(telling))


warm_up()
