"""Whatever two accounts and a coordinator do in whatever order: what must hold, holds."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliveries import Admit, Dismiss, Letter, Post
from bot.joining.forms import SILENT
from bot.joining.model import DECIDABLE, JoinRequest, State
from bot.members.model import Standing
from bot.replies import Say
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import CUT, DOWN, House
from tests.stores import sqlite_url

ACCOUNTS = (ANA, ANA.on("discord"))


class Journey:
    """`words` are what each account has written so far, `forgotten` those of people who have left since."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.words: dict[Actor, list[str]] = {account: [] for account in ACCOUNTS}
        self.forgotten: list[str] = []

    # ---- what people do

    def ask(self, who: Actor, mailbox: str) -> None:
        word = f"Words{sum(map(len, self.words.values())):03}"
        self.words[who].append(word)
        self.house.waits_for(minutes=21)  # three codes an hour are let through
        self.house.asks(who, email=mailbox, name=word, line=word, community=f"typed:{word}")

    def prove(self, who: Actor, _mailbox: str) -> None:
        self.house.fates.pop(Letter, None)
        self.house.carries_out()
        request = self.house.asked(who)
        letters = [x for x in self.house.arrived(Letter) if request and request.id in x.key and x.highlight]
        if letters:
            self.house.enters(who, letters[-1].highlight, consent=("mail",))

    def wait(self, who: Actor, mailbox: str) -> None:
        self.ask(who, mailbox)
        self.prove(who, mailbox)

    def join(self, who: Actor, mailbox: str) -> None:
        self.wait(who, mailbox)
        self.be_approved(who, mailbox)
        self.house.carries_out()

    def withdraw(self, who: Actor, _mailbox: str) -> None:
        request = self.house.asked(who)
        if request and request.is_open:
            self.house.presses(who, "joining.withdrawn", request.id)

    def leave(self, who: Actor, _mailbox: str) -> None:
        profile = self.house.knows(who)
        together = [each for each in ACCOUNTS if self.house.knows(each) == profile]
        reply = self.house.leaves(who).reply
        if isinstance(reply, Say) and reply.card.title.id == "members.left.title":
            self.forgotten += [word for each in together for word in self.words[each]]

    def leave_while_doors_are_stuck(self, who: Actor, mailbox: str) -> None:
        self.house.fates |= {Admit: DOWN, Dismiss: CUT}
        self.leave(who, mailbox)

    # ---- what a coordinator does

    def be_approved(self, who: Actor, _mailbox: str) -> None:
        if request := self.decidable(who):
            self.house.approves(CLAIRE, request)

    def be_declined(self, who: Actor, mailbox: str) -> None:
        self.wait(who, mailbox)
        if request := self.decidable(who):
            self.house.declines(CLAIRE, request, message="send" if mailbox == ANA.email else SILENT)

    def be_asked_and_answer(self, who: Actor, _mailbox: str) -> None:
        request = self.decidable(who)
        if request and request.state is State.WAITING:
            self.house.asks_more(CLAIRE, request, "Which service?")
            self.house.submits(who, "joining.answer", request.id, answer=self.words[who][-1])

    # ---- what happens by itself

    def meet_silent_rooms(self, _who: Actor, _mailbox: str) -> None:
        self.house.fates |= {Post: CUT, Letter: DOWN}

    def go_on(self, _who: Actor, _mailbox: str) -> None:
        self.house.fates.clear()
        self.house.waits_for(hours=1.5)
        self.house.carries_out()

    def decidable(self, who: Actor) -> JoinRequest | None:
        request = self.house.asked(who)
        return request if request and request.state in DECIDABLE else None

    # ---- what must hold

    def holds(self) -> None:
        """At any moment: a mailbox is one member, and only who is outside has an open request."""
        known = [profile for profile in map(self.house.knows, ACCOUNTS) if profile]
        members = [profile for profile in known if profile.standing is Standing.MEMBER]
        open_ones = [r for r in map(self.house.asked, ACCOUNTS) if r and r.is_open]

        assert len({member.id for member in members}) == len({member.address for member in members})
        assert {r.applicant for r in open_ones} <= {p.id for p in known if p.standing is Standing.OUTSIDE}
        assert all(request.name.startswith("Words") for request in open_ones)

    def holds_in_the_end(self) -> None:
        """Once everything works again: each door is as it should be, and nothing remembers who has left."""
        for _ in range(3):
            self.go_on(*ACCOUNTS[:1], "")
        known = {who.person.identity: self.house.knows(who) for who in ACCOUNTS}
        members = {who for who, profile in known.items() if profile and profile.standing is Standing.MEMBER}

        assert self.house.inside == members
        assert not any(profile and profile.standing is Standing.LEFT for profile in known.values())
        self.forgets(self.house.rooms.values())
        self.forgets(map(self.house.app.compose, self.house.seen))

    def forgets(self, shown: Iterable[object]) -> None:
        text = repr(list(shown))

        assert [word for word in self.forgotten if word in text] == []


Move = tuple[Callable[[Journey, Actor, str], None], Actor, str]


def moves(*names: Callable[[Journey, Actor, str], None]) -> st.SearchStrategy[Move]:
    """Mostly about one mailbox: two are another story."""
    mailbox = st.sampled_from(["ana.roy@calgary.ca"] * 3 + ["ana@york.ca"])
    return st.tuples(st.sampled_from(names), st.sampled_from(ACCOUNTS), mailbox)


BEGINNING = moves(Journey.join, Journey.join, Journey.wait)
GOING_ON = moves(
    Journey.ask, Journey.prove, Journey.wait, Journey.join, Journey.be_declined, Journey.be_approved,
    Journey.be_asked_and_answer, Journey.withdraw, Journey.leave, Journey.leave_while_doors_are_stuck,
    Journey.meet_silent_rooms, Journey.go_on,
)  # fmt: skip


@settings(max_examples=60)
@given(BEGINNING, st.lists(GOING_ON, min_size=4, max_size=12))
def test_in_whatever_order_things_happen_what_must_hold_holds(first: Move, others: list[Move]) -> None:
    """One member a mailbox, one open request a person, every door right, and nobody remembered who left."""
    with TemporaryDirectory(prefix="journey-") as folder:
        house = House(sqlite_url(Path(folder)))
        journey = Journey(house)
        for move, who, mailbox in (first, *others):
            sent = len(house.delivered)
            move(journey, who, mailbox)
            journey.holds()
            journey.forgets(house.delivered[sent:])
        journey.holds_in_the_end()
        house.close()
