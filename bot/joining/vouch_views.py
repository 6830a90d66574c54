"""What coordinators and whoever is asked see of vouching, as message ids with values."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Choice, Fact, Field, Form, Kind, Style, Text, Value
from bot.joining.model import DECIDABLE, JoinRequest
from bot.joining.views import button, community_of, named
from bot.joining.vouch import Vouch
from bot.members.model import Profile
from bot.ports import Turn

OPEN_SHOWN = 3  # questions on a panel

# ---- the coordinators' side


def fact(turn: Turn, request: JoinRequest) -> Fact:
    """Who was asked, and what they said; its value is empty when nobody was."""
    lines = tuple(_line(turn, vouch) for vouch in turn.unit.vouches.of(request.id))
    return Fact(Text("joining.fact.vouches"), lines)


def _line(turn: Turn, vouch: Vouch) -> Text:
    who = named(turn.unit.profiles.get(vouch.voucher))
    values = {"who": who, "when": vouch.answered_at or vouch.asked_at}
    return Text(f"joining.vouch.line.{vouch.answer or 'asked'}", values)


def buttons(request: JoinRequest) -> tuple[Button, ...]:
    """Where there can be colleagues: what was typed is no community that anybody else is of."""
    if request.state not in DECIDABLE or not request.community_id:
        return ()
    return (button("joining.ask_vouch", request),)


def form(request: JoinRequest, colleagues: Sequence[Profile]) -> Form:
    choices = tuple(
        Choice(each.id, Text("joining.vouch.option", {"name": each.name, "reference": each.reference}))
        for each in colleagues
    )
    label, hint = Text("joining.vouch.form.voucher"), Text("joining.vouch.form.hint")
    return Form(
        "joining.ask_vouch",
        request.id,
        request.revision,
        Text("joining.vouch.form.title"),
        (Field("voucher", Kind.CHOICE, label, choices=choices, hint=hint),),
        Text("joining.vouch.form.submit"),
    )


def asked(request: JoinRequest, voucher: Profile) -> Card:
    """To the coordinator who asks."""
    values: dict[str, Value] = {"who": voucher.name, "reference": request.reference}
    return Card(Text("joining.vouch.asked.title"), (Text("joining.vouch.asked.body", values),))


# ---- the colleague's side


def question(turn: Turn, request: JoinRequest, vouch: Vouch) -> Card:
    """Who asks to join, and that nothing but knowing them is meant."""
    return Card(
        Text("joining.vouch.title"),
        (
            Text("joining.vouch.body", {"network": turn.world.network.name}),
            Text("joining.vouch.why"),
        ),
        (
            Fact(Text("joining.fact.name"), request.name),
            Fact(Text("joining.fact.role"), Text(f"joining.role.{request.work_role}")),
            Fact(Text("joining.fact.community"), community_of(turn, request)),
        ),
        (
            _answer("joining.vouch_yes", vouch, Style.PRIMARY),
            _answer("joining.vouch_no", vouch),
        ),
    )


def in_letter(question: Card) -> tuple[Value, ...]:
    """What a letter says in place of facts and buttons."""
    about = {fact.label.id.rpartition(".")[2]: fact.value for fact in question.facts}
    home = Text("command.line", {"root": "peer", "name": Text("command.peer.home")})
    return (Text("joining.vouch.letter.who", about), Text("joining.vouch.letter.how", {"command": home}))


def open_for(turn: Turn, profile: Profile) -> Sequence[Button]:
    """On a member's panel: what they were asked and have not answered."""
    label = Text("button.joining.vouch_show")
    open_ = turn.unit.vouches.open_for(profile.id, OPEN_SHOWN)
    return [Button("joining.vouch_show", each.id, 0, label) for each in open_]


def _answer(action: str, vouch: Vouch, style: Style = Style.PLAIN) -> Button:
    return Button(action, vouch.id, 0, Text(f"button.{action}"), style)


def thanks() -> Card:
    return Card(Text("joining.vouch.thanks.title"), (Text("joining.vouch.thanks.body"),))


def already(vouch: Vouch) -> Card:
    """An answer is given once; this is what it was."""
    said = Text(f"joining.vouch.said.{vouch.answer}")
    values: dict[str, Value] = {"answer": said, "when": vouch.answered_at or vouch.asked_at}
    return Card(Text("joining.vouch.already.title"), (Text("joining.vouch.already.body", values),))


def over() -> Card:
    """Nobody needs to know any more."""
    return Card(Text("joining.vouch.over.title"), (Text("joining.vouch.over.body"),))


def elsewhere() -> Card:
    """The one who is asked works for somebody else by now, or the applicant does."""
    return Card(Text("joining.vouch.over.title"), (Text("joining.vouch.elsewhere"),))
