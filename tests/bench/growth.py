"""What the bot does all day, with few rows and with very many: it should cost the same.

The databases take turns, round by round, so that whatever else the machine does meets them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta

from bot.outbox import LEASE, Errand, Result
from bot.ports import Unit
from tests.bench.events import must_be_taken, submissions
from tests.bench.figures import Figures
from tests.bench.places import AT_ONCE, CLOCK, ENTROPY, Place, Stopwatch, filled, identity, mailbox

# ---- what is measured; the person of that number is looked up once only


def claim(place: Place, number: int, watch: Stopwatch) -> None:
    now = CLOCK.now()
    place.storage.transact(_write_due)
    with watch.running():
        claimed = place.storage.transact(lambda unit: unit.outbox.claim(now, now + LEASE, AT_ONCE))
    assert len(claimed) == AT_ONCE
    place.storage.transact(
        lambda unit: [unit.outbox.settle(errand, Result.DELIVERED, "", now) for errand in claimed]
    )


def ask_what_is_due(place: Place, number: int, watch: Stopwatch) -> None:
    with watch.running():
        moment = place.app.next_due()
    assert moment


def find_by_mailbox(place: Place, number: int, watch: Stopwatch) -> None:
    with watch.running():
        found = place.storage.transact(lambda unit: unit.profiles.of_mailbox(mailbox(number)))
    assert found


def find_by_account(place: Place, number: int, watch: Stopwatch) -> None:
    with watch.running():
        found = place.storage.transact(lambda unit: unit.profiles.of(identity(number)))
    assert found


def handle(place: Place, number: int, watch: Stopwatch) -> None:
    (submission,) = submissions(1)
    with watch.running():
        answer = place.app.handle(submission)
    must_be_taken(answer)


STEPS: Mapping[str, Callable[[Place, int, Stopwatch], None]] = {
    "claim of 16 due errands": claim,
    "next_due": ask_what_is_due,
    "profiles.of_mailbox": find_by_mailbox,
    "profiles.of(identity)": find_by_account,
    "App.handle of a submission": handle,
}


def measured(name: str, urls: Mapping[int, str], rounds: int) -> Iterator[str]:
    """`urls` are of two empty databases, by how many people each is to have, the smaller one first."""
    with ExitStack() as stack:
        places = [stack.enter_context(filled(url, rows, rounds)) for rows, url in urls.items()]
        few, many = places
        yield f"{name}: {few.rows:,} people, then {many.rows:,}, each with a request, errands and their keys"
        yield f"{'  once, to open it':32} {few.opening:11.1f} ms {many.opening:7.1f} ms"
        yield f"{'  once, a tenth stands behind one':32} {few.aside:11.1f} ms {many.aside:7.1f} ms"
        for what, step in STEPS.items():
            yield compared(f"  {what}", *_in_turn(step, places, rounds))


def _in_turn(
    step: Callable[[Place, int, Stopwatch], None], places: list[Place], rounds: int
) -> list[Figures]:
    watches = [Stopwatch() for _ in places]
    for number in range(rounds):
        for place, watch in zip(places, watches, strict=True):
            step(place, number, watch)
    return [Figures("", 1, watch.each, sum(watch.each) / 1000) for watch in watches]


def compared(what: str, few: Figures, many: Figures) -> str:
    shares = ((f"p{share * 100:.0f}", few.percentile(share), many.percentile(share)) for share in (0.5, 0.99))
    figures = (f"{name} {one:7.2f} ms {other:7.2f} ms = {other / one:5.2f}" for name, one, other in shares)
    return f"{what:32} {'   '.join(figures)}"


def _write_due(unit: Unit) -> None:
    due = CLOCK.now() - timedelta(seconds=1)
    for name in (ENTROPY.identifier() for _ in range(AT_ONCE)):
        unit.outbox.add(Errand(name, "joining.card", name, "local", name, f"card:{name}", due, due))
