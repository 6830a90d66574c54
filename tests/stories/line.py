"""The line between a life of the bot and the stage on which it is played."""

from __future__ import annotations

import threading
from multiprocessing.connection import Connection

from tests.stories.orders import News


class Line:
    """May be used from several threads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._one_at_a_time = threading.Lock()

    def tell(self, news: News) -> None:
        with self._one_at_a_time:
            self._connection.send(news)

    def ask(self, news: News) -> None:
        """Returns when the stage lets us go on."""
        with self._one_at_a_time:
            self._connection.send(news)
            self._connection.recv()
