"""What a kill or another trouble may do and what it may not: the run that was disturbed against the one that
nobody disturbed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from bot import routes
from bot.joining import digest
from bot.outbox import NONCE_LIMIT, Repeat, Result
from tests.letters import composer, letter
from tests.stories.inside import Written
from tests.stories.orders import Ended
from tests.stories.outside import MESSAGE, Effect, mark_of
from tests.stories.runs import Break, Run

_compose = composer().compose


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be otherwise than in the undisturbed run, beside what the errands' kinds allow. Effects that
    are `added` came of what people had to do once more, or of another time of day; for that reason too some
    may be `missing`. When people did whole steps `again`, rooms may be entered and left again, and so many
    effects are there once more under the same mark. When the clock was set back, nobody can tell what came
    first (`in_order`)."""

    added: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    again: Counter[str] | None = None
    in_order: bool = True


NOTHING = Allowed()


def wrongs(run: Run, undisturbed: Run, allowed: Allowed = NOTHING) -> list[str]:
    """Everything that is not as it must be, in a line each."""
    if not isinstance(run.end, Ended):
        return [f"the story could not be told to its end: {run.end.what if run.end else 'it was killed'}"]
    if any(life.fate.point and not life.killed for life in run.lives):
        return ["this point was not reached"]
    return [
        *_state(run, undisturbed, allowed),
        *_effects(run, undisturbed, allowed),
        *_repetitions(run, allowed),
        *_errands(run),
        *(_order(run) if allowed.in_order else ()),
    ]


def repeated(run: Run) -> int:
    """How many effects are there a second time."""
    return len(run.after.effects) - len(set(run.after.effects))


def missing(run: Run, undisturbed: Run) -> int:
    """How many effects are not there."""
    return (kinds(undisturbed.after.effects) - kinds(run.after.effects)).total()


def kinds(effects: Iterable[Effect]) -> Counter[str]:
    """How many there are of each kind, repetitions not counted."""
    return Counter(effect.what for effect in set(effects))


def coming_of(kinds_of_errands: Collection[str], run: Run) -> Counter[str]:
    """What came of the errands of these kinds."""
    marks = {mark for errand in run.errands if errand.kind in kinds_of_errands for mark in marks_of(errand)}
    return kinds(effect for effect in run.after.effects if effect.mark in marks)


def marks_of(errand: Written) -> set[str]:
    """By which its letter or message is known."""
    return {errand.id[:NONCE_LIMIT], mark_of(str(_compose(letter(errand.key))["Message-ID"]))}


def _state(run: Run, undisturbed: Run, allowed: Allowed) -> Iterator[str]:
    for what, expected in undisturbed.state.items():
        if run.state[what] != expected:
            yield f"{what}: {run.state[what]} instead of {expected}"
    moves, expected_moves = run.after.moves, undisturbed.after.moves
    same = moves == expected_moves if allowed.again is None else set(moves) == set(expected_moves)
    if not same:
        yield f"who went where: {moves} instead of {expected_moves}"


def _effects(run: Run, undisturbed: Run, allowed: Allowed) -> Iterator[str]:
    """What arrived, repetitions not counted, is what should; nothing is lost but what may be."""
    due, arrived = kinds(undisturbed.after.effects), kinds(run.after.effects)
    may_be_lost = _may_be_lost(run, undisturbed) + allowed.missing
    if lost := due - arrived - may_be_lost:
        yield f"lost: {lost}"
    may_be_added = allowed.added + _told_of_it(run)
    if added := arrived - due - may_be_added:
        yield f"without a reason: {added}"
    shown, expected = Counter(run.after.cards), Counter(undisturbed.after.cards)
    may_be_shown = sum(number for what, number in may_be_added.items() if what.startswith(MESSAGE))
    too_many, too_few = (shown - expected).total(), (expected - shown).total()
    if too_many > may_be_shown or too_few > may_be_lost.total():
        yield f"shown in the end: {shown - expected} instead of {expected - shown}"


def _may_be_lost(run: Run, undisturbed: Run) -> Counter[str]:
    """What comes of an errand that was under way at a break, had not arrived by then, and is of a kind that
    is never tried again."""
    return coming_of({errand.kind for each in run.breaks for errand in _given_up(each)}, undisturbed)


def _told_of_it(run: Run) -> Counter[str]:
    """The coordinators' digest says so when something was given up."""
    unknown = any(errand.result == Result.UNKNOWN for errand in run.errands)
    return coming_of({digest.KIND}, run) if unknown else Counter()


def _given_up(broken: Break) -> Iterator[Written]:
    arrived = {effect.mark for effect in broken.before.effects}
    return (errand for errand in _claimed(broken, Repeat.AT_MOST_ONCE) if not marks_of(errand) & arrived)


def _repetitions(run: Run, allowed: Allowed) -> Iterator[str]:
    """Nothing is there twice but what had arrived, was not yet recorded as such, and may be repeated: once
    more for each such break."""
    may_be = _may_be_repeated(run.breaks) + (allowed.again or Counter())
    for mark, times in Counter(effect.mark for effect in run.after.effects).items():
        what = {effect.what for effect in run.after.effects if effect.mark == mark}
        if times > 1 + may_be[mark] or len(what) > 1:
            yield f"{times} times under one mark: {what}"


def _may_be_repeated(breaks: Iterable[Break]) -> Counter[str]:
    """By mark: how often. What a life was about to send when it died never arrives; whoever lives on may
    still send it."""
    may_be, earlier = Counter[str](), Counter[str]()
    for broken in breaks:
        arrived = Counter(effect.mark for effect in broken.before.effects)
        for errand in _claimed(broken, Repeat.AT_LEAST_ONCE):
            may_be.update(m for m in marks_of(errand) if arrived[m] > earlier[m] or not broken.died)
        earlier = arrived
    return may_be


def _claimed(broken: Break, repeat: Repeat) -> Iterator[Written]:
    return (errand for errand in broken.claimed if routes.errand(errand.kind).repeat is repeat)


def _errands(run: Run) -> Iterator[str]:
    """Each has ended well, or as unknown where that is allowed."""
    given_up = {errand.id for each in run.breaks for errand in _claimed(each, Repeat.AT_MOST_ONCE)}
    for errand in run.errands:
        well = {Result.DELIVERED, Result.MOOT} | ({Result.UNKNOWN} if errand.id in given_up else set())
        if errand.result not in well:
            yield f"{errand.kind} ended as {errand.result or 'nothing'}"


def _order(run: Run) -> Iterator[str]:
    """Of one order key none was settled before those that were written earlier."""
    latest: dict[str, Written] = {}
    for errand in run.errands:
        before = latest.get(errand.order)
        if before and before.settled and errand.settled and errand.settled < before.settled:
            yield f"{errand.kind} overtook {before.kind}"
        if errand.order:
            latest[errand.order] = errand
