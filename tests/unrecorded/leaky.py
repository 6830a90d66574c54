"""Bots that leak: real ones, but for one slip each. What they hear is what people say to each other."""

from __future__ import annotations

import gzip
import io
import logging
import tempfile
import traceback
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.logs import log
from bot.chat import Card, Text
from bot.deliveries import Letter
from bot.outbox import Errand, Result
from bot.topics.model import Topic
from tests.core.house import House
from tests.letters import composer, letter
from tests.promises.cast import MEETING
from tests.unrecorded.outbound import Outbound
from tests.world import NOON


@dataclass(frozen=True, slots=True)
class Leaky:
    """What a slip can get hold of: the bot, where it writes, where it logs, and all that leaves it."""

    house: House
    folder: Path
    stream: io.StringIO
    outbound: Outbound

    def adds(self, errand: Errand) -> None:
        self.house.storage.transact(lambda unit: unit.outbox.add(errand))

    def sends(self, written: Letter, **heads: str) -> None:
        message = composer().compose(written)
        for name, value in heads.items():
            message[name.replace("_", "-")] = value
        self.outbound.mail(message.as_bytes())


Leak = Callable[[Leaky, str], None]
ERRAND = Errand("e1", "joining.card", "r1", "slack", "k1", "", NOON, NOON)


def a_line_of_ours(bot: Leaky, words: str) -> None:
    """One word looks like a code."""
    log.info("heard", code=words.split(maxsplit=1)[0])


def a_line_of_a_library(bot: Leaky, words: str) -> None:
    """It makes its records itself, and writes them where it likes."""
    record = logging.LogRecord("made.by.hand", logging.WARNING, "", 0, "heard %s", (words,), None)
    logging.StreamHandler(bot.stream).handle(record)


def a_traceback(bot: Leaky, words: str) -> None:
    bot.stream.writelines(traceback.format_exception(LookupError(words)))


def an_errand(bot: Leaky, words: str) -> None:
    bot.adds(replace(ERRAND, subject=words))


def an_errands_key(bot: Leaky, words: str) -> None:
    """Folded and put together, as keys are."""
    bot.adds(replace(ERRAND, key=f"joining.card:{words.split()[1].upper()}"))


def an_error(bot: Leaky, words: str) -> None:
    """What a server said, in the place of a code."""
    bot.adds(ERRAND)
    (claimed,) = bot.house.app.claim(1)
    bot.house.storage.transact(lambda unit: unit.outbox.settle(claimed, Result.NEVER, f"550 {words}", NOON))


def a_message_in_clear(bot: Leaky, words: str) -> None:
    bot.house.storage.transact(lambda unit: unit.postings.keep(words, "slack", "C1:1"))


def a_message_that_was_sealed(bot: Leaky, words: str) -> None:
    """Where a theme is kept, unreadable without the keys."""
    said = Topic("t1", words, "en", "", NOON, NOON)
    bot.house.storage.transact(lambda unit: unit.topics.add(said))


def a_message_under_another_name(bot: Leaky, words: str) -> None:
    bot.house.storage.transact(lambda unit: unit.meetings.add(replace(MEETING, id="m1", note_en=words)))


def a_temporary_file(bot: Leaky, words: str) -> None:
    with tempfile.NamedTemporaryFile(dir=bot.folder, delete=False) as file:
        file.write(words.encode("utf-16"))


def a_compressed_backup(bot: Leaky, words: str) -> None:
    (bot.folder / "backup.gz").write_bytes(gzip.compress(b"rows\n" + zlib.compress(words.encode())))


def a_dump_in_base64(bot: Leaky, words: str) -> None:
    print(f"state={b64encode(f'x{words}'.encode()).decode()}", file=bot.stream)


def a_head_of_a_letter(bot: Leaky, words: str) -> None:
    bot.sends(letter(), X_Debug=words)


def a_letter(bot: Leaky, words: str) -> None:
    bot.sends(letter(words=words))


def a_card(bot: Leaky, words: str) -> None:
    """For everybody in the members' room."""
    bot.outbound.say("members", repr(Card(Text("refusal.title"), (words,))))


def a_call(bot: Leaky, words: str) -> None:
    """Nobody reads why a role was given, but the platform keeps it."""
    bot.outbound.say("call", {"X-Audit-Log-Reason": words})


LEAKS: Mapping[str, Leak] = {
    leak.__name__: leak
    for leak in (
        a_line_of_ours, a_line_of_a_library, a_traceback, an_errand, an_errands_key, an_error,
        a_message_in_clear, a_message_that_was_sealed, a_message_under_another_name, a_temporary_file,
        a_compressed_backup, a_dump_in_base64, a_head_of_a_letter, a_letter, a_card, a_call,
    )
}  # fmt: skip
