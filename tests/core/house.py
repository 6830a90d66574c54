"""The core over the real storage, with verbs for what people do and a courier without a platform."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar

from adapters.addresses import LibraryAddresses
from adapters.communities import Directory
from bot.answers import Given
from bot.app import App
from bot.audit import Entry
from bot.chat import Button, Card, Command, Form, Identity, Named, Press, Submission
from bot.communities import refreshing
from bot.deliveries import Admit, Delivery, Direct, Dismiss, Edit, Letter, Post
from bot.joining.forms import SEND
from bot.joining.model import JoinRequest
from bot.members.model import Account, Profile
from bot.members.who import owner_of
from bot.network import Network
from bot.outbox import Errand, Outcome, Result
from bot.ports import World
from bot.replies import Answer, Ask
from tests.core.cast import CLAIRE, Actor
from tests.core.reading import form_of
from tests.stores import bring_up_to_date, open_anew
from tests.world import HeldClock, SeededEntropy

D = TypeVar("D", bound=Delivery)

# Nothing is held here: what is decided takes effect at once. (tests/core/test_holding.py holds.)
NETWORK = Network(
    Named("Climate Peers", "Pairs du climat"), platforms=("slack", "discord"), hold=timedelta(0)
)
DECISIONS = [
    f"joining.{each}"
    for each in ("approve", "ask", "decline", "assign", "correct", "attest", "ask_vouch", "reveal")
]
GROUND = "phone"
BEAT = timedelta(hours=12)
ARRIVED = Outcome(Result.DELIVERED)
DOWN = Outcome(Result.LATER, code="down")
GONE = Outcome(Result.NEVER, code="gone")
CUT = Outcome(Result.UNKNOWN, code="cut")
STEP_2: dict[str, Given] = {"attestation": ("attest",), "consent": ()}

_addresses = cache(LibraryAddresses)


class House:
    """`rooms` is what the coordinators' rooms show, `inside` who is in the members' rooms, `delivered` what
    arrived, `seen` which errands were carried out, `fates` what becomes of a kind of delivery instead."""

    def __init__(self, url: str, seed: int = 1, network: Network = NETWORK) -> None:
        self.network = network
        self.clock = HeldClock()
        self.rooms: dict[str, Card] = {}
        self.inside: set[Identity] = set()
        self.delivered: list[Delivery] = []
        self.fates: dict[type[Delivery], Outcome] = {}
        self.seen: list[Errand] = []
        self.opens(url, seed)

    def opens(self, url: str, seed: int = 2) -> None:
        """With chance of its own each time: nothing may come out as it did before."""
        entropy = SeededEntropy(seed)
        bring_up_to_date(url)
        self.storage = open_anew(url, self.clock, entropy)
        self.world = World(self.network, self.storage, self.clock, entropy, _addresses(), Directory.starter())
        self.app = App(self.world)
        self.app.operate(refreshing.refresh)

    def close(self) -> None:
        self.storage.close()

    @contextmanager
    def living(self, app: App) -> Iterator[None]:
        """Another core meanwhile, over the same storage."""
        own, self.app = self.app, app
        try:
            yield
        finally:
            self.app = own

    # ---- events

    def types(self, who: Actor, name: str, argument: str = "") -> Answer:
        return self.app.handle(Command("peer", name, who.person, argument))

    def hosts(self, who: Actor, name: str, argument: str = "") -> Answer:
        return self.app.handle(Command("host", name, who.person, argument))

    def presses(self, who: Actor, action: str, subject: str = "me", revision: int = 0) -> Answer:
        return self.app.handle(Press(action, subject, revision, who.person))

    def clicks(self, who: Actor, button: Button) -> Answer:
        return self.presses(who, button.action, button.subject, button.revision)

    def submits(
        self, who: Actor, action: str, subject: str = "me", revision: int = 0, **values: Given
    ) -> Answer:
        return self.app.handle(Submission(action, subject, revision, values, who.person))

    def fills_in(self, who: Actor, form: Form, **values: Given) -> Answer:
        return self.submits(who, form.action, form.subject, form.revision, **values)

    # ---- joining

    def asks(self, who: Actor, **other: Given) -> Answer:
        """Step 1."""
        return self.submits(who, "joining.submit", "new", 0, **who.answers | other)

    def code_of(self, who: Actor) -> str:
        """The newest in their mailbox, once everything due has been carried out."""
        self.carries_out()
        return self.codes(who)[-1]

    def enters(self, who: Actor, code: str, **other: Given) -> Answer:
        """Step 2."""
        values: dict[str, Given] = {"code": code} | STEP_2 | other
        return self.submits(who, "joining.verify", self.request(who).id, 0, **values)

    def proves(self, who: Actor, **other: Given) -> Answer:
        return self.enters(who, self.code_of(who), **other)

    def waits(self, who: Actor, **other: Given) -> JoinRequest:
        """Both steps, and the card hangs in the coordinators' rooms."""
        self.asks(who, **other)
        self.proves(who)
        self.carries_out()
        return self.request(who)

    def joins(self, who: Actor) -> Profile:
        """All of it: approved, admitted, welcomed."""
        self.approves(CLAIRE, self.waits(who))
        self.carries_out()
        return self.profile(who)

    def leaves(self, who: Actor) -> Answer:
        return self.presses(who, "members.left")

    # ---- the coordinators' side

    def approves(self, who: Actor, request: JoinRequest, ground: str = GROUND) -> Answer:
        """With that ground, where one is asked for."""
        answer = self.presses(who, "joining.approve", request.id, request.revision)
        return (
            self.fills_in(who, answer.reply.form, ground=ground) if isinstance(answer.reply, Ask) else answer
        )

    def asks_more(self, who: Actor, request: JoinRequest, question: str) -> Answer:
        form = form_of(self.presses(who, "joining.ask", request.id, request.revision))
        return self.fills_in(who, form, question=question)

    def declines(
        self, who: Actor, request: JoinRequest, reason: str = "not_staff", note: str = "", message: str = SEND
    ) -> Answer:
        form = form_of(self.presses(who, "joining.decline", request.id, request.revision))
        return self.fills_in(who, form, reason=reason, note=note, message=message)

    # ---- time and the courier

    def waits_for(self, **span: float) -> None:
        self.clock.push(timedelta(**span))

    def lives_on(self, **span: float) -> list[Delivery]:
        """Time passes, and what it brings about is done: what was tried, in order."""
        self.waits_for(**span)
        self.app.tick()
        return self.carries_out()

    def lives_until(self, end: datetime) -> Iterator[Delivery]:
        """The bot beats whenever something is due, and twice a day beside: each as it is tried."""
        while (now := self.clock.now()) < end:
            due = self.app.next_due()
            until = min(due if due and due > now else end, now + BEAT, end)
            yield from self.lives_on(seconds=(until - now).total_seconds())

    def carries_out(self) -> list[Delivery]:
        """As the courier does, until nothing is due: what was tried, in order."""
        tried: list[Delivery] = []
        while batch := self.app.claim(16):
            tried += filter(None, map(self.carries, batch))
        return tried

    def carries(self, errand: Errand) -> Delivery | None:
        """One of them."""
        self.seen.append(errand)
        delivery = self.app.compose(errand)
        self.app.settle(errand, self._deliver(delivery) if delivery else Outcome(Result.MOOT))
        return delivery

    def _deliver(self, delivery: Delivery) -> Outcome:
        fate = self.fates.get(type(delivery), ARRIVED)
        if fate is not ARRIVED:
            return fate
        self.delivered.append(delivery)
        match delivery:
            case Admit(identity):
                self.inside.add(identity)
            case Dismiss(identity):
                self.inside.discard(identity)
            case Edit(_, reference, card):
                self.rooms[reference] = card
            case Post(platform, _, card):
                reference = f"{platform}/{len(self.rooms)}"
                self.rooms[reference] = card
                return Outcome(Result.DELIVERED, reference)
        return ARRIVED

    # ---- what can be seen

    def arrived(self, kind: type[D]) -> list[D]:
        return [delivery for delivery in self.delivered if isinstance(delivery, kind)]

    def letters(self, who: Actor) -> list[Letter]:
        return [letter for letter in self.arrived(Letter) if letter.to == who.email]

    def codes(self, who: Actor) -> list[str]:
        return [letter.highlight for letter in self.letters(who) if letter.highlight]

    def directs(self, who: Actor) -> list[Direct]:
        return [direct for direct in self.arrived(Direct) if direct.identity == who.person.identity]

    def card(self, request: JoinRequest, platform: str = "slack") -> Card:
        """As it hangs in the coordinators' room now."""
        reference = self.storage.transact(lambda unit: unit.postings.reference(request.id, platform))
        return self.rooms[reference or ""]

    def request(self, who: Actor) -> JoinRequest:
        """The newest of theirs."""
        request = self.asked(who)
        assert request is not None
        return request

    def asked(self, who: Actor) -> JoinRequest | None:
        profile = self.knows(who)
        if profile is None:
            return None
        return self.storage.transact(lambda unit: unit.requests.latest_of(profile.id))

    def audit(self) -> list[Entry]:
        """Its newest lines, oldest first."""
        return list(reversed(self.storage.transact(lambda unit: unit.audit.latest(100))))

    def errand(self, errand_id: str) -> Errand | None:
        return self.storage.transact(lambda unit: unit.outbox.get(errand_id))

    def knows(self, who: Actor) -> Profile | None:
        return self.storage.transact(lambda unit: owner_of(unit, who.person.identity, self.clock.now()))

    def profile(self, who: Actor) -> Profile:
        profile = self.knows(who)
        assert profile is not None
        return profile

    def account(self, who: Actor) -> Account:
        owner = self.profile(who).id
        accounts = self.storage.transact(lambda unit: unit.profiles.accounts(owner))
        return next(account for account in accounts if account.identity == who.person.identity)
