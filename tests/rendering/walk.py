"""Everything that the core can show, found by walking: many people with the longest words there may be type,
press and fill in whatever is offered to them, and time passes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import routes
from bot.answers import Given
from bot.chat import Button, Card, Field, Form, Kind, Lookup, Named, Reader, Text
from bot.deliveries import Delivery, Direct, Edit, Post
from bot.joining.eligibility import Evidence
from bot.network import Network
from bot.outbox import Outcome, Result
from bot.replies import Answer, Ask, Errors, Replace, Say
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, FRENCH, LUC, Actor
from tests.core.house import House
from tests.core.meetings import plans, shown
from tests.core.reading import button, card_of
from tests.core.topics import BEA, enters, merges, suggested
from tests.core.topics import shown as themes_shown
from tests.rendering.asking import asks_a_meeting
from tests.rendering.polling import Polling
from tests.rendering.seldom import answers_a_question, registers_for_a_webinar
from tests.stores import sqlite_url

NAME = "Zoé <!channel> & <@U0ANA> *gras* _x_ https://a.example/|<script> «é» שרה " + "&" * 60
AUDIENCES = (Reader("en", "America/St_Johns"), Reader("fr", "America/Blanc-Sablon"))
NETWORK = Network(
    Named("N" * 80, "Réseau des pairs " + "É" * 63), platforms=("slack",), hold=timedelta(minutes=10),
    two_persons=frozenset({Evidence.PERSONAL}), address="https://" + "p" * 60 + ".example",
)  # fmt: skip
STEPS = 1500
HOURS = (*(0.02, 0.02, 0.02, 0.02, 0.1, 1, 5, 30, 200) * 4, 9000)
TYPED = 0.2
NEW = 120  # so far back is looked for a button that nobody has pressed
MOSTLY = 0.9  # what ends everything is done now and then
ENDS = {
    "rights.forgotten",
    "switch.pause",
    "joining.withdrawn",
    "members.left",
    "communities.revoked",
    "communities.unnamed",
    "members.unlinked",
}
PLANNED = {
    "day": "{day:%Y-%m-%d}", "time": "13:00", "minutes": "45", "capacity": "1", "breaks": "13:10",
    "agreed": "2026-11-02", "link": "https://meet.example/" + "&" * 479,
}  # fmt: skip
FATES = (*(Outcome(Result.DELIVERED),) * 12, Outcome(Result.NEVER, code="room_gone"))


@dataclass
class Seen:
    """Cards with whom they are for (None: a room), forms, errors at fields, options of look-ups."""

    cards: dict[object, tuple[Card, Reader | None]] = field(default_factory=dict)
    forms: dict[object, tuple[Form, Reader]] = field(default_factory=dict)
    problems: dict[object, Text] = field(default_factory=dict)
    pressed: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)

    def card(self, card: Card, reader: Reader | None) -> None:
        self.cards.setdefault((repr(card), reader), (card, reader))

    def form(self, form: Form, reader: Reader) -> None:
        self.forms.setdefault((repr(form), reader), (form, reader))


@dataclass
class Walk:
    """One house, one seed."""

    house: House
    chance: random.Random
    seen: Seen
    offered: list[tuple[Actor, Button]] = field(default_factory=list)
    open: list[tuple[Actor, Form]] = field(default_factory=list)

    def begins(self) -> None:
        """Some are members, others wait, the rest are still outside."""
        for number, who in enumerate(PEOPLE[:12]):
            self.house.waits(who, name=NAME[:120], line="<" * 200)
            if number % 2:
                self.house.approves(CLAIRE, self.house.request(who))
        self._is_doubted()
        for delivery in self.house.lives_on(minutes=11):
            self._arrives(delivery)
        plans(self.house, CLAIRE, theme=NAME[:100])
        for who in PEOPLE[1:12:2]:
            self._sees(who, self.house.types(who, "meetings"))
        for card in self.house.rooms.values():
            self._reads(self.chance.choice(COORDINATORS), card, None)

    def _is_doubted(self) -> None:
        """Somebody is, and let in with a reason."""
        who = replace(ANA, user="gus", email="gus@gmail.com")
        self.house.waits(who, name=NAME[:120])
        request = self.house.request(who)
        self._sees(CLAIRE, self.house.presses(CLAIRE, "joining.approve", request.id, request.revision))
        self._fills_in()

    def goes_on(self, steps: int) -> None:
        acts = (self._types, self._presses, self._presses, self._presses, self._fills_in, self._fills_in)
        for step in range(steps):
            self.chance.choice(acts)()
            if step % 3 == 0:
                self._time_passes()

    def ends(self) -> None:
        """With a webinar, which has a recording afterwards."""
        day = self.house.clock.now() + timedelta(days=10)
        webinar = plans(self.house, CLAIRE, kind="webinar", day=f"{day:%Y-%m-%d}")
        for each in ("hand", "note", "theme", "link"):
            self._fills_in_behind(shown(self.house, webinar, CLAIRE), f"meetings.{each}")
        registers_for_a_webinar(self.house, self._sees, self.seen.filled, webinar)
        self.house.waits_for(days=12)
        self._reads(CLAIRE, card := shown(self.house, webinar, CLAIRE), None)
        self._fills_in_behind(card, "meetings.recording")
        self._gathers_themes()
        asks_a_meeting(self.house, self._sees, self.seen.filled)
        self._ends_with_polls()
        self._ends_at_the_desk()

    def _gathers_themes(self) -> None:
        """Two of the longest there may be, which are taken apart again."""
        enters(self.house, BEA)
        one, other = (
            suggested(self.house, BEA, word + NAME[:100], why="&" * 500) for word in ("Elms", "Oats")
        )
        self._fills_in_behind(themes_shown(self.house, suggested(self.house, BEA, "Peas")), "topics.merge")
        self._sees(BEA, merges(self.house, other, one))
        self._fills_in_behind(themes_shown(self.house, one), "topics.part")
        for action in ("topics.answer", "topics.split", "topics.park"):
            self._fills_in_behind(themes_shown(self.house, suggested(self.house, BEA, action)), action)

    def _ends_with_polls(self) -> None:
        """As a member who has just come in sees them."""
        self.house.hosts(CLAIRE, "resume")
        self.house.fates = {}
        member = replace(ANA, user="voter", email="voter@calgary.ca", name=NAME[:120])
        self.house.approves(CLAIRE, self.house.waits(member))
        self.house.lives_on(minutes=11)
        polling = Polling(self.house, member, self._sees, self._fills_in, self.seen.pressed)
        for step in (polling.begins, polling.goes_on, polling.ends):
            step()
            for delivery in self.house.carries_out():
                self._arrives(delivery)

    def _ends_at_the_desk(self) -> None:
        """With what chance seldom leads to: somebody whose mailbox says nothing, and what did not arrive."""
        self.house.hosts(CLAIRE, "resume")
        self.house.fates = {Post: Outcome(Result.NEVER, code="room_gone")}
        stranger = replace(ANA, user="stranger", email="stranger@gmail.com", name=NAME[:120])
        request = self.house.waits(stranger)
        approve = self.house.presses(CLAIRE, "joining.approve", request.id, request.revision)
        self._sees(CLAIRE, approve)
        self._fills_in()
        answers_a_question(self.house, self._sees, self.seen.filled, NAME)
        failed = self.house.hosts(CLAIRE, "undelivered")
        self._sees(CLAIRE, failed)
        self._fills_in_behind(card_of(failed), "undelivered.open")

    def _fills_in_behind(self, card: Card, action: str) -> None:
        self.seen.pressed.add(action)
        self._sees(CLAIRE, self.house.clicks(CLAIRE, button(card, action)))
        self._fills_in()

    # ---- what people do

    def _types(self) -> None:
        root, name = self.chance.choice([*routes.COMMANDS, ("host", "nonsense"), ("peer", "x" * 300)])
        who = self.chance.choice(COORDINATORS if root == "host" and self.chance.random() < 0.9 else PEOPLE)
        argument = self.chance.choice(["", NAME, "calgary", self._reference()])
        if name in {"pause", "resume", "withdraw", "leave"} and self.chance.random() < MOSTLY:
            name = "resume" if root == "host" else "home"
        does = self.house.types if root == "peer" else self.house.hosts
        self._sees(who, does(who, name, argument))

    def _presses(self) -> None:
        if self.offered:
            recent = self.offered[-60:]
            known = (self.seen.pressed - (routes.FORMS.keys() - self.seen.filled)) | ENDS
            new = [each for each in self.offered[-NEW:] if each[1].action not in known]
            who, button = self.chance.choice(new or recent)
            if button.action in ENDS and self.chance.random() < MOSTLY:
                return
            self.seen.pressed.add(button.action)
            self._sees(who, self.house.clicks(who, button))

    def _fills_in(self) -> None:
        if self.open:
            new = [each for each in self.open if each[1].action not in self.seen.filled]
            who, form = (new or self.open)[-1]
            self.open.remove((who, form))
            values = {each.name: self._filled(who, form, each) for each in form.fields}
            self.seen.filled.add(form.action)
            self._sees(who, self.house.fills_in(who, form, **values))

    def _filled(self, who: Actor, form: Form, asked: Field) -> Given:
        match asked.kind:
            case Kind.EMAIL:
                return self.chance.choice([who.email, who.email, "x" * 60 + "@gmail.com", "no address"])
            case Kind.LOOKUP:
                query = self.chance.choice(["mont", "saint", "calg", NAME[:94], ""])
                options = self.house.app.look_up(Lookup(form.action, asked.name, query, who.person))
                typed = self.chance.random() < TYPED  # where nothing can be looked up
                return query if typed or not options else self.chance.choice(options).value
            case Kind.CHOICE:
                return self.chance.choice(asked.choices).value if asked.choices else ""
            case Kind.CHOICES:
                values = [choice.value for choice in asked.choices]
                return tuple(values if self.chance.random() < 0.7 else values[:1])
            case Kind.LINE | Kind.PARAGRAPH if asked.name == "code":
                codes = self.house.codes(who)
                return codes[-1] if codes and self.chance.random() < 0.9 else "0000 0000"
            case Kind.LINE | Kind.PARAGRAPH:
                return self._written(asked)[: asked.limit]

    def _written(self, asked: Field) -> str:
        if asked.name in PLANNED and self.chance.random() < MOSTLY:
            day = self.house.clock.now() + timedelta(days=self.chance.randrange(1, 300))
            return PLANNED[asked.name].format(day=day)
        return self.chance.choice([NAME, ("&" * asked.limit), "<" * asked.limit, ""])

    def _reference(self) -> str:
        found = [button.subject for _, button in self.offered[-30:] if button.subject]
        return self.chance.choice(found) if found else ""

    # ---- what they see

    def _sees(self, who: Actor, answer: Answer) -> None:
        match answer.reply:
            case Say(card):
                self._reads(who, card, answer.reader)
            case Replace(card, notice):
                self._reads(who, card, answer.reader)
                self.seen.card(card, None)
                if notice:
                    self._reads(who, notice, answer.reader)
            case Ask(form):
                self.seen.form(form, answer.reader)
                self.open.append((who, form))
            case Errors(fields):
                self.seen.problems.update((repr(text), text) for text in fields.values())

    def _reads(self, who: Actor, card: Card, reader: Reader | None) -> None:
        self.seen.card(card, reader)
        self.offered += [(who, button) for button in card.buttons]

    def _time_passes(self) -> None:
        hours = self.chance.choice(
            [0.02, 0.02, 0.02, 0.02, 0.1, 1, 5, 30, 200, 9000][: 9 + (self.chance.random() < 0.1)]
        )
        self.house.waits_for(hours=hours)
        self.house.app.tick()
        for kind in (Post, Direct, Edit):
            self.house.fates[kind] = self.chance.choice(FATES)
        for delivery in self.house.carries_out():
            self._arrives(delivery)

    def _arrives(self, delivery: Delivery) -> None:
        match delivery:
            case Post(_, _, card, _) | Edit(_, _, card):
                self._reads(self.chance.choice(COORDINATORS), card, None)
            case Direct(identity, card, reader, _):
                who = next((each for each in PEOPLE if each.person.identity == identity), ANA)
                self._reads(who, card, reader)


def _people() -> Iterator[Actor]:
    for number in range(8):
        yield replace(ANA.called(f"ana{number}"), name=NAME[:120])
        yield replace(LUC, user=f"luc{number}", name=NAME[:120], email=f"{'l' * 50}{number}@montreal.ca")
    yield from COORDINATORS


COORDINATORS = (CLAIRE, replace(DEV, reader=FRENCH), replace(ANA, user="rose", roles=COORDINATES))
PEOPLE = tuple(_people())


@cache
def everything(seeds: int = 2) -> Seen:
    """What was shown on all these walks together."""
    seen = Seen()
    for seed in range(seeds):
        with TemporaryDirectory() as folder:
            house = House(sqlite_url(Path(folder)), seed + 1, NETWORK)
            walk = Walk(house, random.Random(seed), seen)  # noqa: S311 - repeatable
            walk.begins()
            walk.goes_on(STEPS)
            walk.ends()
            house.close()
    return seen
