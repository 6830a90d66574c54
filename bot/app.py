"""The one door: events come in, replies go out; errands are claimed, composed and settled; duties are done.

Each of these is one transaction. A refusal undoes its transaction and becomes a polite answer here and
nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from bot import closed, routes, switch, undelivered, wanted
from bot.chat import Card, Choice, Command, Event, Lookup, Press, Reader, Role, Text, read_key
from bot.deliveries import Delivery
from bot.errors import Invalid, Malformed, NotAllowed, Refusal, UnknownCommand
from bot.leases import LONGEST
from bot.limits import refusal as too_fast
from bot.members import enrolment
from bot.members.enrolment import Entrant, Met
from bot.members.model import Profile
from bot.members.who import owner_of
from bot.outbox import LEASE, LONGEST_ASKED, PATIENCE, Errand, Outcome, Repeat, Result, pause
from bot.pages import is_page
from bot.ports import Turn, Unit, World
from bot.replies import Answer, Errors, Replace, Reply, Say
from bot.routing import Duty, ErrandRoute, LongDuty, granted

T = TypeVar("T")

_HELP = {
    "peer": Text("command.line", {"root": "peer", "name": Text("command.peer.help")}),
    "host": Text("command.line", {"root": "host", "name": Text("command.host.help")}),
}
LONGEST_COMMAND = 20  # what is pasted there by mistake is not sent back whole


class App:
    """Synchronous; may be called from several threads, since each call is a transaction of its own."""

    def __init__(self, world: World) -> None:
        self._world = world

    # ---- people

    def needs_fresh_roles(self, event: Event) -> bool:
        """Whether the adapter must read the person's roles anew just before handing the event in."""
        route = routes.find(event)
        if route is None or not route.fresh:
            return False
        return not self._world.limits.is_spent(event, self._world.clock.now())

    def handle(self, event: Event) -> Answer:
        """Take in what somebody did and answer it. Raises only what is a fault of ours."""
        limits = self._world.limits
        if after := limits.exceeded(event, self._world.clock.now()):
            return Answer(_polite(too_fast(after), event), limits.reader(event))
        reader = event.person.reader

        def work(unit: Unit) -> Answer:
            nonlocal reader
            turn = self._turn(unit, event)
            reader = turn.reader
            limits.learn(event.person.identity, reader)
            reply = _act(turn, event)
            return Answer(reply, _reader_of(reply) or turn.reader)

        try:
            return self._world.transactions.transact(work)
        except Invalid as invalid:
            return Answer(Errors(invalid.fields), reader)
        except Refusal as refusal:
            return Answer(_polite(refusal, event), reader)

    def look_up(self, lookup: Lookup) -> tuple[Choice, ...]:
        """The options for what has been typed so far; none for a field that has no look-up, nor when somebody
        looks up faster than they can type."""
        find = routes.LOOKUPS.get((lookup.action, lookup.field))
        if find and self._world.limits.exceeded(lookup, self._world.clock.now()):
            return ()
        return find(self._world, lookup.query, lookup.person.reader.language) if find else ()

    # ---- errands

    def claim(self, limit: int) -> Sequence[Errand]:
        """Errands to carry out now; none when nothing is due, or while all is paused. One whose courier died
        in the middle is given out again only if its kind may happen twice; otherwise it ends here."""

        def work(unit: Unit) -> Sequence[Errand]:
            if switch.paused(unit):
                return []
            now = self._world.clock.now()
            while claimed := unit.outbox.claim(now, now + LEASE, limit):
                for errand in claimed:
                    if not _may_try(errand):
                        _interrupted(unit, errand, now)
                if again := [errand for errand in claimed if _may_try(errand)]:
                    return again
            return []

        return self._world.transactions.transact(work)

    def compose(self, errand: Errand) -> Delivery | None:
        """What is to be sent, from the state of this moment; None when its reason is gone."""
        route = routes.errand(errand.kind)

        def work(unit: Unit) -> Delivery | None:
            turn = self._own_turn(unit)
            return wanted.as_wanted(turn, errand, route, route.compose(turn, errand))

        return self._world.transactions.transact(work)

    def settle(self, errand: Errand, outcome: Outcome) -> None:
        """Record what became of it and what follows from that. Ignored when the claim no longer holds."""
        self._world.transactions.transact(lambda unit: self._settle(self._own_turn(unit), errand, outcome))

    def _settle(self, turn: Turn, errand: Errand, outcome: Outcome) -> None:
        route = routes.errand(errand.kind)
        if route.alike:
            _alike(turn.unit, errand)
            return
        result, code = _final(turn, route, errand, outcome)
        if result is Result.LATER:
            asked = min(outcome.retry_after, LONGEST_ASKED)
            wait = max(pause(errand.attempt, self._world.entropy.fraction()), asked)
            turn.unit.outbox.postpone(errand, turn.now + wait, code)
            return
        if not turn.unit.outbox.settle(errand, result, code, turn.now):
            return
        if route.by_mail:
            closed.learn(turn, errand, route.by_mail, result, code)
        if route.settled:
            route.settled(turn, errand, Outcome(result, outcome.reference, code))
        if result is Result.NEVER and route.tell:
            undelivered.tell(turn, errand)

    def next_due(self) -> datetime | None:
        """The next moment at which something will happen by itself; nothing goes out while all is paused."""

        def work(unit: Unit) -> datetime | None:
            turn = self._own_turn(unit)
            errands = () if switch.paused(unit) else (unit.outbox.next_due(),)
            moments = (*errands, *(duty.due(turn) for duty in routes.DUTIES))
            return min((moment for moment in moments if moment), default=None)

        return self._world.transactions.transact(work)

    def is_paused(self) -> bool:
        """Also the smallest question to the database."""
        return self.operate(lambda turn: switch.paused(turn.unit) is not None)

    # ---- processes

    def hold(self, name: str, holder: str, seconds: float) -> bool:
        """Whether that process, of all of them, is the one that does it for the seconds to come (a minute at
        most). To be asked again before they are over, and the doing ended as soon as it is not."""
        lasting = min(timedelta(seconds=seconds), LONGEST)
        return self.operate(lambda turn: turn.unit.leases.take(name, holder, turn.now, turn.now + lasting))

    def let_go(self, name: str, holder: str) -> None:
        """Another process may have it at once."""
        self.operate(lambda turn: turn.unit.leases.release(name, holder))

    def told(self, name: str) -> str:
        """The fingerprint of what another side was told last; empty when it was told nothing."""
        return self.operate(lambda turn: turn.unit.told.get(name))

    def tell(self, name: str, fingerprint: str) -> None:
        self.operate(lambda turn: turn.unit.told.keep(name, fingerprint))

    # ---- the operator

    def operate(self, act: Callable[[Turn], T]) -> T:
        """What a command on the machine does or looks at, in one transaction."""
        return self._world.transactions.transact(lambda unit: act(self._own_turn(unit)))

    # ---- duties

    def tick(self, *, apart: bool | None = None) -> None:
        """Do what time alone brings about. Calling it too often, or from two processes, is harmless. What
        cannot be done for one of them keeps no other waiting; the first fault is raised in the end. `apart`:
        only what takes long, which belongs where nobody waits for it; or (False) only all else."""
        wanted = [duty for duty in routes.DUTIES if apart in (None, isinstance(duty, LongDuty))]
        faults = [fault for duty in wanted for fault in self._do(duty)]
        if faults:
            raise faults[0]

    def _do(self, duty: Duty | LongDuty) -> Iterator[Exception]:
        try:
            found = self._world.transactions.transact(lambda unit: duty.find(self._own_turn(unit)))
        except Exception as fault:  # noqa: BLE001 - raised when the other duties are done
            yield fault
            return
        for subject in found:
            try:
                self._do_one(duty, subject)
            except Exception as fault:  # noqa: BLE001 - see above
                yield fault

    def _do_one(self, duty: Duty | LongDuty, subject: str) -> None:
        if isinstance(duty, LongDuty):
            duty.act(self.operate, subject)
        else:
            self._world.transactions.transact(lambda unit: duty.act(self._own_turn(unit), subject))

    # ---- operators

    def enrol(self, entrants: Sequence[Entrant], *, rehearse: bool = False) -> Counter[Met]:
        """Make members of all, or of nobody; how many turned out to be what. A rehearsal only looks."""
        meet = enrolment.recognise if rehearse else enrolment.enrol

        def work(unit: Unit) -> Counter[Met]:
            turn = self._own_turn(unit)
            return Counter(meet(turn, entrant) for entrant in entrants)

        return self._world.transactions.transact(work)

    # ---- turns

    def _turn(self, unit: Unit, event: Event) -> Turn:
        now = self._world.clock.now()
        profile = owner_of(unit, event.person.identity, now)
        reader = profile.reader if profile else event.person.reader
        return Turn(unit, now, self._world, reader, profile, _roles(event, profile))

    def _own_turn(self, unit: Unit) -> Turn:
        return Turn(unit, self._world.clock.now(), self._world, self._world.network.reader)


def _roles(event: Event, profile: Profile | None) -> frozenset[Role]:
    """What the platform says of the rooms, and what we know ourselves: who is a member."""
    member = profile is not None and profile.is_member and not is_page(event.person.identity)
    roles = event.person.roles - {Role.MEMBER} | {Role.ANYONE} | ({Role.MEMBER} if member else set())
    return granted(roles)


def _act(turn: Turn, event: Event) -> Reply:
    route = routes.find(event)
    if route is None and isinstance(event, Command):
        typed = f"/{event.root} {event.name[:LONGEST_COMMAND]}"
        raise UnknownCommand(command=typed, help=_HELP.get(event.root, _HELP["peer"]))
    if route is None:
        raise Malformed
    if not isinstance(event, Command):
        read_key(f"{event.action}:{event.subject}:{event.revision}")  # no database is asked for anything else
    if route.role not in turn.roles:
        raise NotAllowed(role=Text(f"role.{route.role}"))
    return route.act(turn, event)


def _reader_of(reply: Reply) -> Reader | None:
    return reply.reader if isinstance(reply, Say) else None


def _polite(refusal: Refusal, event: Event) -> Reply:
    title, sentence = Text("refusal.title"), Text(refusal.message, refusal.values)
    now = refusal.card
    if now is None:
        return Say(Card(title, (sentence,)))
    if isinstance(event, Press) and not refusal.personal:
        return Replace(now, Card(title, (sentence,)))
    return Say(Card(title, (sentence, *now.body), now.facts, now.buttons))


def _interrupted(unit: Unit, errand: Errand, now: datetime) -> None:
    if routes.errand(errand.kind).alike:
        _alike(unit, errand)
    else:
        unit.outbox.settle(errand, Result.UNKNOWN, "interrupted", now)


def _alike(unit: Unit, errand: Errand) -> None:
    """Sent, failed, or nothing to send: it ends the same, and at the same moment."""
    unit.outbox.settle(errand, Result.DELIVERED, "", errand.due)


def _may_try(errand: Errand) -> bool:
    return not errand.interrupted or routes.errand(errand.kind).repeat is Repeat.AT_LEAST_ONCE


def _final(turn: Turn, route: ErrandRoute, errand: Errand, outcome: Outcome) -> tuple[Result, str]:
    """What the outcome means for this kind: try again, or how it ends."""
    result = outcome.result
    if outcome.code == closed.CODE and route.by_mail and closed.reaches(turn, errand, route.by_mail):
        return Result.ELSEWHERE, outcome.code
    if result is Result.UNKNOWN and route.repeat is Repeat.AT_LEAST_ONCE:
        result = Result.LATER
    if result is Result.LATER and turn.now - switch.counts_from(turn.unit, errand.written) > PATIENCE:
        return Result.NEVER, "gave_up"
    return result, outcome.code
