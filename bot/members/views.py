"""The person's panel and what leads from it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Choice, Fact, Field, Form, Kind, Reader, Role, Style, Text, Value, Zone
from bot.communities.model import community_named
from bot.joining import vouch_views
from bot.joining.views import platform_of
from bot.members.model import Account, Admission, Profile
from bot.members.zones import ZONES
from bot.ports import Turn
from bot.webinars import parting as guests

LANGUAGES = ("en", "fr")
FACILITATING = ("meeting", "roll", "questions", "poll", "themes", "help")
SEVERAL = 2  # questions about colleagues that have room on a panel
SELF = "me"  # the subject of buttons that are about whoever presses them


def button(action: str, style: Style = Style.PLAIN) -> Button:
    return Button(action, SELF, 0, Text(f"button.{action}"), style)


def outside(turn: Turn) -> Card:
    """The panel of somebody who is no member and has nothing under way."""
    return Card(
        Text("members.outside.title", {"network": turn.world.network.name}),
        (Text("members.outside.body"), Text("members.not_recorded")),
        buttons=(
            button("joining.begin", Style.PRIMARY),
            button("joining.link"),
            button("members.language"),
        ),
    )


def entrance(turn: Turn) -> Card:
    """In the room where newcomers arrive, for whoever presses."""
    return Card(
        Text("members.outside.title", {"network": turn.world.network.name}),
        (Text("members.outside.body"), Text("members.not_recorded")),
        buttons=(button("joining.begin", Style.PRIMARY), button("joining.link")),
    )


def home(turn: Turn, profile: Profile) -> Card:
    """A member's panel."""
    asked = vouch_views.open_for(turn, profile)
    return Card(
        Text("members.home.title", {"network": turn.world.network.name}),
        (*_under_way(turn, profile), *_asked(profile), *_colleagues(asked), Text("members.not_recorded")),
        (
            Fact(Text("joining.fact.name"), profile.name),
            Fact(Text("joining.fact.community"), community(turn, profile)),
            Fact(Text("members.fact.accounts"), tuple(map(account, turn.unit.profiles.accounts(profile.id)))),
            *_language_facts(profile),
        ),
        (
            *((button("members.still", Style.PRIMARY),) if profile.asked_at else ()),
            *asked[:SEVERAL],
            button("meetings.mine"),
            *((button("polls.mine"),) if turn.unit.polls.next_closing() else ()),
            Button("topics.list", "all", 0, Text("button.topics.list")),
            button("members.change"),
            button("members.link"),
            button("members.language"),
            button("members.leave", Style.DANGER),
        ),
    )


def _under_way(turn: Turn, profile: Profile) -> tuple[Text, ...]:
    """A change that waits; meanwhile the membership goes on."""
    request = turn.unit.requests.open_of(profile.id)
    return (Text("members.home.change", {"reference": request.reference}),) if request else ()


def _colleagues(asked: Sequence[Button]) -> tuple[Text, ...]:
    """Whether they know somebody as a colleague."""
    return (Text("joining.vouch.home"),) if asked else ()


def _asked(profile: Profile) -> tuple[Text, ...]:
    """Whether they still work there, until they have said so."""
    if profile.asked_at is None:
        return ()
    return (Text("members.reverify.home"), Text(f"members.reverify.why.{profile.asked_why}"))


def _language_facts(profile: Profile) -> tuple[Fact, ...]:
    return (
        Fact(Text("members.fact.language"), Text(f"language.{profile.reader.language}")),
        Fact(Text("members.fact.zone"), Zone(profile.reader.zone)),
        Fact(Text("members.fact.mail"), mail(profile)),
    )


def mail(profile: Profile) -> Text:
    """Whether they agreed to it, never said, or stopped it."""
    if profile.mail_off:
        return Text("members.mail.stopped")
    return Text("members.mail.on" if profile.mail_consent else "members.mail.off")


def account(one: Account) -> Text:
    """Where it stands."""
    return Text(f"members.account.{one.admission}", {"platform": platform_of(one)})


def community(turn: Turn, profile: Profile) -> Value:
    found = turn.world.communities.get(profile.community_id)
    return community_named(found, profile.community_typed)


def language_form(reader: Reader) -> Form:
    """Language and time zone, as they are now."""
    known = reader.zone in ZONES
    zones = ZONES if known else (reader.zone, *ZONES)
    return Form(
        "members.language",
        SELF,
        0,
        Text("members.language.title"),
        (
            Field(
                "language",
                Kind.CHOICE,
                Text("members.language.language"),
                value=reader.language,
                choices=tuple(Choice(code, Text(f"language.{code}")) for code in LANGUAGES),
            ),
            Field(
                "zone",
                Kind.CHOICE,
                Text("members.language.zone"),
                value=reader.zone,
                choices=tuple(Choice(zone, Zone(zone)) for zone in zones),
            ),
        ),
        Text("members.language.submit"),
    )


def language_set(reader: Reader) -> Card:
    return Card(Text("members.language.done", {"city": Zone(reader.zone)}))


def help_(turn: Turn) -> Card:
    """Every command with what it does, for whoever asks."""
    names = (
        "home", "join", "verify", "status", "withdraw", "meetings", "question", "topic", "topics", "polls",
        "reminders", "calendar", "change", "link", "language", "leave", "privacy", "data", "mail", "page",
        "forget", "help",
    )  # fmt: skip
    return Card(
        Text("members.help.title"),
        (
            Text("members.help.body", {"network": turn.world.network.name}),
            tuple(Text(f"members.help.{name}") for name in names),
            Text("members.not_recorded"),
        ),
    )


def host_help(turn: Turn) -> Card:
    """Every command of those who run the network, for whoever may use them."""
    coordinates = Role.COORDINATOR in turn.roles
    names = (
        "pending",
        "history",
        "members",
        "member",
        "community",
        "welcome",
        "undelivered",
        "pause",
        "resume",
        "meeting",
        "roll",
        "questions",
        "poll",
        "themes",
        "help",
    )
    return Card(
        Text("host.help.title", {"network": turn.world.network.name}),
        (tuple(Text(f"host.help.{name}") for name in names if coordinates or name in FACILITATING),),
    )


def welcome(turn: Turn, profile: Profile) -> Card:
    return Card(
        Text("members.welcome.title", {"network": turn.world.network.name}),
        (Text("members.welcome.body", {"name": profile.name}), Text("members.not_recorded")),
        buttons=(button("members.home", Style.PRIMARY), button("members.language")),
    )


def linked() -> Card:
    """The mailbox was a member's already: this account is now one of theirs."""
    return Card(
        Text("members.linked.title"),
        (Text("members.linked.body"),),
        buttons=(button("members.home", Style.PRIMARY),),
    )


def nobodys() -> Card:
    """The code was right, and no member has that mailbox."""
    return Card(
        Text("members.nobodys.title"),
        (Text("members.nobodys.body"),),
        buttons=(button("joining.begin", Style.PRIMARY), button("joining.link")),
    )


def changed() -> Card:
    """What was asked to be changed holds from now on."""
    return Card(
        Text("members.changed.title"),
        (Text("members.changed.body"),),
        buttons=(button("members.home", Style.PRIMARY),),
    )


def suspended(turn: Turn, profile: Profile) -> Card:
    """The membership rests: why, what that means, and whom to ask."""
    return Card(
        Text("members.suspended.title"),
        (
            Text("members.suspended.body", {"network": turn.world.network.name}),
            Text(f"members.suspended_for.{profile.reason}"),
            Text("members.suspended.means"),
            Text("members.ask_us"),
        ),
    )


def removed(turn: Turn, profile: Profile) -> Card:
    """The membership was ended: why, what that means, and that they may ask again."""
    return Card(
        Text("members.removed.title"),
        (
            Text("members.removed.body", {"network": turn.world.network.name}),
            Text(f"members.removed_for.{profile.reason}"),
            Text("members.removed.means"),
            Text("members.removed.again"),
            Text("members.ask_us"),
        ),
    )


def reinstated(turn: Turn, _profile: Profile) -> Card:
    return Card(
        Text("members.reinstated.title"),
        (Text("members.reinstated.body", {"network": turn.world.network.name}),),
    )


def confirm_leave(turn: Turn, profile: Profile) -> Card:
    """What will happen, before it does."""
    inside = [a for a in turn.unit.profiles.accounts(profile.id) if a.admission is not Admission.NONE]
    doors = tuple(Text("members.leave.door", {"platform": platform_of(a)}) for a in inside)
    ahead = turn.unit.seats.ahead(profile.id, turn.now)
    calendar = (Text("members.leave.calendar"),) if ahead else ()
    ballots = (Text("polls.leave"),) if turn.unit.polls.next_closing() else ()
    brought = turn.unit.topics.of(profile.id) or turn.unit.topics.supported(profile.id)
    topics = (Text("members.leave.topics"),) if brought else ()
    webinars = (Text("members.leave.webinars"),) if guests.registered(turn, profile.address) else ()
    return Card(
        Text("members.leave.title", {"network": turn.world.network.name}),
        (
            Text("members.leave.body"),
            (
                *doors,
                *calendar,
                *ballots,
                *topics,
                *webinars,
                Text("members.leave.forgotten"),
                Text("members.leave.kept"),
                Text("members.leave.mail"),
            ),
            Text("members.leave.again"),
        ),
        buttons=(button("members.left", Style.DANGER), button("members.home")),
    )


def left(turn: Turn) -> Card:
    return Card(
        Text("members.left.title"), (Text("members.left.body", {"network": turn.world.network.name}),)
    )
