"""What a kill may do and what it may not: the run that was killed against the one that nobody disturbed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bot import routes
from bot.outbox import NONCE_LIMIT, Repeat, Result
from tests.letters import composer, letter
from tests.stories.inside import Written
from tests.stories.orders import Ended
from tests.stories.outside import Effect
from tests.stories.runs import Run

_compose = composer().compose


def wrongs(run: Run, undisturbed: Run) -> list[str]:
    """Everything that is not as it must be, in a line each."""
    if not isinstance(run.end, Ended):
        return [f"the story could not be told to its end: {run.end}"]
    if run.fatal and not run.killed:
        return ["this point was not reached"]
    return [
        *_state(run, undisturbed),
        *_effects(run, undisturbed),
        *_repetitions(run),
        *_errands(run),
    ]


def repeated(run: Run) -> int:
    """How many effects are there a second time."""
    return len(run.after.effects) - len(set(run.after.effects))


def missing(run: Run, undisturbed: Run) -> int:
    """How many effects are not there."""
    return (_kinds(undisturbed.after.effects) - _kinds(run.after.effects)).total()


def _state(run: Run, undisturbed: Run) -> Iterator[str]:
    for what, expected in undisturbed.state.items():
        if run.state[what] != expected:
            yield f"{what}: {run.state[what]} instead of {expected}"
    if run.after.moves != undisturbed.after.moves:
        yield f"who went where: {run.after.moves} instead of {undisturbed.after.moves}"


def _effects(run: Run, undisturbed: Run) -> Iterator[str]:
    """What arrived, repetitions not counted, is what should; nothing is lost but what may be."""
    due, arrived = _kinds(undisturbed.after.effects), _kinds(run.after.effects)
    may_be_lost = _may_be_lost(run, undisturbed)
    if lost := due - arrived - may_be_lost:
        yield f"lost: {lost}"
    if added := arrived - due:
        yield f"without a reason: {added}"
    shown, expected = Counter(run.after.cards), Counter(undisturbed.after.cards)
    if shown - expected or (expected - shown).total() > may_be_lost.total():
        yield f"shown in the end: {shown - expected} instead of {expected - shown}"


def _kinds(effects: Iterable[Effect]) -> Counter[str]:
    """How many there are of each kind, repetitions not counted."""
    return Counter(effect.what for effect in set(effects))


def _may_be_lost(run: Run, undisturbed: Run) -> Counter[str]:
    """What comes of an errand that was under way when the process died, had not arrived by then, and is of
    a kind that is never tried again."""
    arrived = {effect.mark for effect in run.before.effects}
    once = [errand for errand in run.claimed if _repeat(errand) is Repeat.AT_MOST_ONCE]
    kinds = {errand.kind for errand in once if not _marks(errand) & arrived}
    marks = {mark for errand in undisturbed.errands if errand.kind in kinds for mark in _marks(errand)}
    return _kinds(effect for effect in undisturbed.after.effects if effect.mark in marks)


def _repetitions(run: Run) -> Iterator[str]:
    """Nothing is there twice but what had arrived, was not yet recorded as such, and may be repeated."""
    before = Counter(effect.mark for effect in run.before.effects)
    after = Counter(effect.mark for effect in run.after.effects)
    again = [_marks(errand) for errand in run.claimed if _repeat(errand) is Repeat.AT_LEAST_ONCE]
    for mark, times in after.items():
        open_to_it = before[mark] and any(mark in marks for marks in again)
        if times > (2 if open_to_it else 1) or len(_what(run, mark)) > 1:
            yield f"{times} times under one mark: {_what(run, mark)}"


def _what(run: Run, mark: str) -> set[str]:
    return {effect.what for effect in run.after.effects if effect.mark == mark}


def _errands(run: Run) -> Iterator[str]:
    """Each has ended well, or as unknown where that is allowed."""
    interrupted = {errand.id for errand in run.claimed if _repeat(errand) is Repeat.AT_MOST_ONCE}
    for errand in run.errands:
        well = {Result.DELIVERED, Result.MOOT} | ({Result.UNKNOWN} if errand.id in interrupted else set())
        if errand.result not in well:
            yield f"{errand.kind} ended as {errand.result or 'nothing'}"


def _repeat(errand: Written) -> Repeat:
    return routes.ERRANDS[errand.kind].repeat


def _marks(errand: Written) -> set[str]:
    """By which its letter or message is known."""
    return {errand.id[:NONCE_LIMIT], str(_compose(letter(errand.key))["Message-ID"])}
