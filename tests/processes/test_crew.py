"""Two and three bots on one PostgreSQL database: each errand once, one winner, and nobody missed who dies."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.courier import AT_ONCE
from bot.joining.model import JoinRequest, State
from bot.outbox import LEASE
from storage.connecting import connect
from storage.tables import audit
from tests.core.cast import Actor
from tests.processes.crew import CONNECTIONS, Crew, crew
from tests.processes.people import (
    COORDINATORS,
    approves,
    asks,
    codes,
    letters,
    newcomers,
    proves,
    requests,
)
from tests.processes.rooms import seen
from tests.processes.tasks import Deliver
from tests.stories.inside import read_errands

MORE = AT_ONCE + 2  # letters than one of them has under way at a time
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture(params=[2, 3])
async def bots(request: pytest.FixtureRequest, migrated_postgres: str, tmp_path: Path) -> AsyncIterator[Crew]:
    async with crew(migrated_postgres, tmp_path, request.param) as bots:
        yield bots


@pytest.fixture
def url(migrated_postgres: str) -> str:
    return migrated_postgres


async def waiting(bots: Crew, url: str, people: Sequence[Actor]) -> Sequence[JoinRequest]:
    """They have asked one bot and proven their mailbox to another."""
    bots.mail.may_answer.set()
    await bots.handles([asks(who) for who in people])
    await bots.delivers()
    found, sent = requests(url, people), codes(bots.mail.mailbox)
    proofs = [proves(who, it, sent[who.email]) for who, it in zip(people, found, strict=True)]
    await bots.handles(proofs[::-1])
    await bots.delivers()
    return requests(url, people)


def audited(url: str) -> Counter[tuple[str, str]]:
    """How often what was done to what."""
    engine = connect(url)
    with engine.begin() as connection:
        rows = connection.execute(select(audit.c.action, audit.c.subject)).all()
    engine.dispose()
    return Counter((row.action, row.subject) for row in rows)


def marks(bots: Crew) -> Counter[str]:
    return Counter(letter["Message-ID"] for letter in letters(bots.mail.mailbox))


async def test_each_errand_is_carried_out_once_and_all_have_a_share(bots: Crew, url: str) -> None:
    """What one of them wrote down, any other does."""
    people = newcomers(MORE * len(bots.members))
    answers = await bots.handles([asks(who) for who in people])
    delivering = asyncio.create_task(bots.delivers())
    await bots.mail.holds(CONNECTIONS * len(bots.members))
    bots.mail.may_answer.set()
    done = await delivering

    assert Counter(answers) == {"joining.code_sent.title": len(people)}
    assert sum(done) == len(people)
    assert all(done)
    assert set(marks(bots).values()) == {1}
    assert {errand.result for errand in read_errands(url)} == {"delivered"}
    assert codes(bots.mail.mailbox).keys() == {who.email for who in people}


async def test_of_coordinators_who_press_at_the_same_moment_one_wins(bots: Crew, url: str) -> None:
    """Each has pressed in another process; the others are told that somebody was faster."""
    found = await waiting(bots, url, newcomers(8))
    who = COORDINATORS[: len(bots.members)]
    answers = await bots.handle_at_the_same_moment(*([approves(each, it) for it in found] for each in who))

    refused = Counter({"refusal.already_decided": len(who) - 1})
    assert all(Counter(each) - refused == {"joining.desk.title": 1} for each in zip(*answers, strict=True))
    assert [audited(url)["approved", it.id] for it in found] == [1] * len(found)


async def test_what_time_brings_about_is_done_once_by_whoever_comes_first(bots: Crew, url: str) -> None:
    """The hold of a decision ends for all of them at the same moment."""
    people = newcomers(8)
    found = await waiting(bots, url, people)
    await bots.handles([approves(COORDINATORS[0], it) for it in found])
    bots.push(10 * MINUTE)
    await bots.ticks()
    await bots.delivers()
    await bots.ticks()

    welcomes = Counter(line for line in seen(bots.folder) if "welcome" in line)
    assert sum(await bots.delivers()) == 0
    assert [audited(url)["sent", it.id] for it in found] == [1] * len(found)
    assert welcomes == {f"direct {who.user} members.welcome.title": 1 for who in people}
    assert set(marks(bots).values()) == {1}
    assert len(marks(bots)) == 2 * len(people)


async def test_a_request_expires_once(bots: Crew, url: str) -> None:
    """Although all of them look at the same moment."""
    people = newcomers(6)
    await bots.handles([asks(who) for who in people])
    bots.push(timedelta(days=3))
    await bots.ticks()
    bots.mail.may_answer.set()

    assert {request.state for request in requests(url, people)} == {State.EXPIRED}
    assert {count for (action, _), count in audited(url).items() if action == "expired"} == {1}


async def test_there_is_one_digest_a_morning(bots: Crew, url: str) -> None:
    """Whoever announces it first."""
    await waiting(bots, url, newcomers(2))
    for hours in (0, 21):
        bots.push(timedelta(hours=hours))
        await bots.ticks()
        await bots.delivers()

    assert seen(bots.folder).count("post coordinators digest.title") == 2


async def test_what_a_dead_bot_had_under_way_is_taken_over_when_its_lease_has_run_out(
    bots: Crew, url: str
) -> None:
    """Not before; and a letter is there twice only if it had arrived already, under the same Message-ID."""
    people = newcomers(MORE * len(bots.members))
    await bots.handles([asks(who) for who in people])
    dead, *alive = bots.members
    delivering = asyncio.gather(*(each.does(Deliver()) for each in bots.members), return_exceptions=True)
    await bots.mail.holds(CONNECTIONS * len(bots.members))
    dead.kill()
    bots.mail.may_answer.set()
    await delivering
    bots.members = alive
    too_early = await bots.delivers()
    left = [errand for errand in read_errands(url) if errand.claimed]
    bots.push(LEASE + SECOND)
    taken_over = await bots.delivers()

    assert (sum(too_early), len(left), sum(taken_over)) == (0, AT_ONCE, AT_ONCE)
    assert Counter(marks(bots).values()) == {1: len(people) - CONNECTIONS, 2: CONNECTIONS}
    assert {errand.result for errand in read_errands(url)} == {"delivered"}
