"""What is held about somebody, on cards that can be read on a phone; the file has all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat import Button, Card, Fact, Style, Text, Value, Zone
from bot.members import views
from bot.members.inventory import of_column
from bot.members.model import Profile
from bot.ports import Turn
from bot.rights import lines
from bot.rights.held import held, registrations
from bot.rights.notice import button

MOST = 6  # lines of a list: the file has the others
LISTED = ("requests", "seats", "topics", "topic_supports", "poll_roll")
AT_ONCE = 10  # purposes on a card


def nothing(turn: Turn) -> Card:
    """There is no profile, or only one that is being forgotten."""
    return Card(
        Text("rights.data.title"),
        (Text("rights.data.nothing", {"network": turn.world.network.name}),),
        buttons=(button("rights.privacy"),),
    )


def person(turn: Turn, me: Profile, *more: Button) -> Card:
    """Who they are to the network; with `more` buttons."""
    return Card(
        Text("rights.data.title"),
        (Text("rights.data.body"), *_listed(Text("rights.list.consents"), lines.consents(turn, me))),
        tuple(fact for fact in _facts(turn, me) if fact.value not in ("", ())),
        (
            button("rights.export", Style.PRIMARY),
            button("rights.lists"),
            button("rights.deeds"),
            button("rights.purposes"),
            button("rights.mail_on") if me.mail_off else button("rights.mail_off"),
            *more,
            button("rights.forget", Style.DANGER),
        ),
    )


def _facts(turn: Turn, me: Profile) -> Iterable[Fact]:
    yield Fact(Text("joining.fact.name"), me.name)
    yield Fact(Text("rights.fact.address"), me.address)
    yield Fact(Text("joining.fact.community"), views.community(turn, me))
    yield Fact(Text("members.fact.standing"), Text(f"members.standing.{me.standing}"))
    yield Fact(Text("members.fact.since"), me.joined_at or "")
    yield Fact(Text("rights.fact.known"), me.known_at)
    yield Fact(Text("members.fact.verified"), me.verified_at or "")
    yield Fact(Text("members.fact.accounts"), tuple(map(views.account, turn.unit.profiles.accounts(me.id))))
    yield Fact(Text("members.fact.language"), Text(f"language.{me.reader.language}"))
    yield Fact(Text("members.fact.zone"), Zone(me.reader.zone))
    yield Fact(Text("members.fact.mail"), views.mail(me))
    yield Fact(Text("rights.fact.reminders"), lines.reminders(turn, me))
    yield Fact(Text("rights.fact.feed"), turn.unit.calendar_feeds.made_at(me.id) or "")


def lists(turn: Turn, me: Profile) -> Card:
    """What they asked, answered, brought; that they are on a roll, never what they chose."""
    records = [*turn.unit.holdings.held(me.id, *LISTED), *registrations(turn, me.id)]
    return Card(
        Text("rights.lists.title"),
        (
            *_listed(Text("rights.list.requests"), lines.requests(records)),
            *_listed(Text("rights.list.answers"), lines.answers(turn, records)),
            *_listed(Text("rights.list.guest"), lines.registered(turn, records)),
            *_listed(Text("rights.list.brought"), lines.brought(records)),
            *_listed(Text("rights.list.supported"), lines.supported(turn, records)),
            *_listed(Text("rights.list.rolls"), lines.rolls(turn, records)),
            Text("rights.lists.rest"),
        ),
        buttons=_back(),
    )


def deeds(turn: Turn, me: Profile) -> Card:
    """Codes with dates: the newest first."""
    records = turn.unit.holdings.held(me.id, "audit", "errands")
    return Card(
        Text("rights.deeds.title"),
        (
            Text("rights.deeds.body"),
            *_listed(Text("rights.list.audit"), lines.audit(records)),
            *_listed(Text("rights.list.errands"), lines.errands(records)),
        ),
        buttons=_back(),
    )


def purposes(turn: Turn, me: Profile, page: int) -> Card:
    """Of all kinds that are held about them, from the inventory."""
    kinds = lines.kinds(held(turn, me.id))
    shown = kinds[page * AT_ONCE : (page + 1) * AT_ONCE]
    said = tuple(
        Text("rights.purpose", {"what": of_column(*one).what, "why": of_column(*one).why}) for one in shown
    )
    more = len(kinds) > (page + 1) * AT_ONCE
    further = (button("rights.purposes", Style.PRIMARY, page + 1),) if more else ()
    return Card(
        Text("rights.purposes.title"), (said or Text("rights.purposes.none"),), buttons=further + _back()
    )


def _back() -> tuple[Button, ...]:
    return (button("rights.data"), button("rights.export"))


def _listed(title: Text, found: Sequence[Value]) -> tuple[Value, ...]:
    """Nothing of an empty one; of a long one how many more there are."""
    if not found:
        return ()
    more = (Text("rights.more", {"n": len(found) - MOST}),) if len(found) > MOST else ()
    return (title, (*found[:MOST], *more))
