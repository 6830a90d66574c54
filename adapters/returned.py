"""From the thread that reads the mailbox to the core, and back when it is durable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from adapters.arrivals import Runner
from bot import returned
from bot.app import App
from bot.ports import Turn
from bot.rights import wishes
from bot.rights.wishes import Wish


class Returned:
    """Implements `adapters.mail.inbox.Taken`. Errands that are written here go out with the next beat."""

    def __init__(self, app: App, runner: Runner) -> None:
        self._app = app
        self._runner = runner

    def replied(self, uid: str, address: str, answer: str, sequence: int, stamp: datetime) -> bool:
        return self._done(lambda turn: returned.replied(turn, uid, address, answer, sequence, stamp))

    def rated(self, uid: str, address: str, question: str, mark: int) -> bool:
        return self._done(lambda turn: returned.rated(turn, uid, address, question, mark))

    def wished(self, wish: Wish, address: str, member: str, token: str) -> bool:
        return self._done(lambda turn: wishes.wished(turn, wish, address, member, token))

    def asked(self, uid: str, address: str, words: str) -> bool:
        return self._done(lambda turn: returned.asked(turn, uid, address, words))

    def bounced(self, address: str) -> bool:
        return self._done(lambda turn: returned.bounced(turn, address))

    def _done(self, act: Callable[[Turn], bool]) -> bool:
        return self._runner.submit(partial(self._app.operate, act)).result()
