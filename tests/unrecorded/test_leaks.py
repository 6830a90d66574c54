"""That nothing is found proves something: whatever leaks, it is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.captured import captured_logs
from tests.core.cast import ANA
from tests.core.house import House
from tests.stores import MAIN_KEY, sqlite_url
from tests.unrecorded.canaries import TALK, Canaries
from tests.unrecorded.held import Held, files_in, leaks
from tests.unrecorded.leaky import LEAKS, Leak, Leaky
from tests.unrecorded.outbound import Outbound
from tests.unrecorded.unsealed import CLOSED, unsealed

CANARIES = Canaries()
SAID = CANARIES.words(f"{TALK} in a room")


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Leaky]:
    house = House(sqlite_url(tmp_path))
    with captured_logs() as stream:
        house.joins(ANA)
        yield Leaky(house, tmp_path, stream, Outbound())
    house.close()


def after(bot: Leaky) -> Held:
    """As it is while it runs: with the write-ahead log."""
    words = {column: sorted(said) for column, said in unsealed(sqlite_url(bot.folder), MAIN_KEY).items()}
    kept = files_in(bot.folder) | {"log": bot.stream.getvalue().encode()}
    return Held(CANARIES.names, kept, words, bot.outbound.all)


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
def test_whatever_leaks_is_found(bot: Leaky, leak: Leak) -> None:
    """Wherever it went, and whichever of its two words."""
    assert leaks(after(bot)) == {}
    leak(bot, SAID)

    assert set().union(*leaks(after(bot)).values()) == {f"{TALK} in a room"}


def test_what_no_key_opens_is_a_leak_too(bot: Leaky) -> None:
    """It may be anything."""
    words = {**after(bot).words, "topics.title": [CLOSED]}

    assert leaks(Held({}, words=words)) == {"column topics.title": {CLOSED}}


@pytest.mark.parametrize("where", ["members", "letter", "welcome"])
def test_what_is_for_some_eyes_is_found_before_others(where: str) -> None:
    """An applicant's own line is for the coordinators and nobody else."""
    canaries, outbound = Canaries(), Outbound()
    line = canaries.words("joining.submit line")
    outbound.say("coordinators", line)
    assert leaks(Held(canaries.names, sent=outbound.all)) == {}
    outbound.say(where, line, "somebody@calgary.ca")

    assert leaks(Held(canaries.names, sent=outbound.all)) == {f"sent: {where}": {"joining.submit line"}}


def test_an_address_is_found_in_a_letter_to_somebody_else() -> None:
    """In one to it, it has to be."""
    canaries, outbound = Canaries(), Outbound()
    mailbox = f"{canaries.plain('address ana@calgary.ca')}.ana@calgary.ca"
    outbound.say("letter", f"To: {mailbox}", mailbox)
    assert leaks(Held(canaries.names, sent=outbound.all)) == {}
    outbound.say("letter", f"ATTENDEE:mailto:{mailbox}", "luc@gatineau.ca")

    assert leaks(Held(canaries.names, sent=outbound.all)) == {"sent: letter": {"address ana@calgary.ca"}}
