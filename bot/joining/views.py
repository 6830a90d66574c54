"""What the applicant sees, as message ids with values, and what both sides are shown alike."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.communities.model import Community, community_named
from bot.joining import lookup, promise
from bot.joining.codes import may_be_sent
from bot.joining.model import JoinRequest, Purpose, State
from bot.meetings.upcoming import next_start
from bot.members.model import Account, Profile
from bot.ports import Turn

ADDRESS = Text("joining.form.email")  # whoever asked reads it on their own page
CODE_MINUTES = 15  # from when its letter is composed
# How one asks, by purpose.
COMMANDS = {
    Purpose.JOIN: Text("command.line", {"root": "peer", "name": Text("command.peer.join")}),
    Purpose.CHANGE: Text("command.line", {"root": "peer", "name": Text("command.peer.change")}),
    Purpose.LINK: Text("command.line", {"root": "peer", "name": Text("command.peer.link")}),
}
BUTTONS = {Purpose.JOIN: "joining.begin", Purpose.CHANGE: "members.change", Purpose.LINK: "joining.link"}


def community_of(turn: Turn, request: JoinRequest) -> Value:
    """The registry's name with its province, or what was typed."""
    return community_named(turn.world.communities.get(request.community_id), request.community_typed)


def button(action: str, request: JoinRequest, style: Style = Style.PLAIN) -> Button:
    """A button about a request; its label is the action's own."""
    return Button(action, request.id, request.revision, Text(f"button.{action}"), style)


# ---- the applicant's side


def code_sent(turn: Turn, request: JoinRequest, masked: str) -> Card:
    """The same sentence whether or not anybody knows that address."""
    sent = Card(
        Text("joining.code_sent.title"),
        (
            Text("joining.code_sent.body", {"address": masked}),
            Text("joining.code_letter.life", {"n": CODE_MINUTES}),
        ),
        buttons=(
            button("joining.verify", request, Style.PRIMARY),
            button("joining.resend", request),
            button("joining.withdraw", request),
        ),
    )
    return _asking_which(turn, request, sent)


def code_lost(turn: Turn, request: JoinRequest) -> Card:
    """The code could not be delivered: the address can be corrected, or it can be sent once more."""
    masked = turn.world.addresses.read(request.address).masked
    correct = Button(
        BUTTONS[request.purpose],
        request.id,
        request.revision,
        Text("joining.code_lost.correct"),
        Style.PRIMARY,
    )
    return Card(
        Text("joining.code_lost.title"),
        (Text("joining.code_lost.body", {"address": masked}),),
        buttons=(correct, button("joining.resend", request), button("joining.withdraw", request)),
    )


def refused_by_rule(turn: Turn, request: JoinRequest) -> Card:
    """The rules advise against it; a person may still be asked."""
    refused = Card(
        Text("joining.refused.title"),
        (
            Text(f"eligibility.applicant.{request.reasons[0]}"),
            Text("joining.refused.body", {"command": COMMANDS[request.purpose]}),
        ),
        buttons=(button("joining.insist", request, Style.PRIMARY), button("joining.withdraw", request)),
    )
    return _asking_which(turn, request, refused)


def _asking_which(turn: Turn, request: JoinRequest, card: Card) -> Card:
    """With those that may be meant, while nobody has said which."""
    if not request.unsure or request.state is not State.UNVERIFIED:
        return card
    found = lookup.candidates(turn.world, request.community_typed, turn.reader.language)
    if not found:
        return card
    which = Text("joining.which", {"typed": request.community_typed})
    buttons = (*(_meant(turn, request, each) for each in found), button("joining.not_listed", request))
    return replace(card, body=(*card.body, which), buttons=(*buttons, *card.buttons))


def _meant(turn: Turn, request: JoinRequest, community: Community) -> Button:
    label = lookup.option(turn.world.communities, community).label
    said = Text("joining.which.one", {"community": label})
    return Button("joining.meant", community.id, request.revision, said)


def status(turn: Turn, request: JoinRequest) -> Card:
    """Where the request stands, for the one who asked."""
    if request.state is State.UNVERIFIED and not may_be_sent(request):
        return refused_by_rule(turn, request)
    if request.state is State.UNVERIFIED and turn.unit.proofs.is_lost(request.id):
        return code_lost(turn, request)
    stands = Card(
        Text("joining.status.title", {"reference": request.reference}),
        _status_body(turn, request),
        (
            *_community(turn, request),
            Fact(Text("joining.fact.asked"), request.asked_at),
            *answer_by(request, request.told),
        ),
        _status_buttons(request),
    )
    return _asking_which(turn, request, stands)


def _community(turn: Turn, request: JoinRequest) -> tuple[Fact, ...]:
    """Whoever links an account names none."""
    named = community_of(turn, request)
    return (Fact(Text("joining.fact.community"), named),) if named else ()


def _status_body(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    state = request.told
    if state is State.WAITING:
        said = Text("joining.status.late" if request.broken_at else "joining.status.waiting")
        return (said, *_soon(turn, request))
    stands = Text(f"joining.status.{_stands(request)}")
    if state is State.NEEDS_INFORMATION:
        return (stands, request.question)
    if state is State.DECLINED:
        return (stands, Text(f"joining.reason.{request.reason}"), *filter(None, [request.note]))
    return (stands,)


def _stands(request: JoinRequest) -> str:
    """What has become of it, in the words of its purpose."""
    match request.purpose, request.told:
        case Purpose.CHANGE, State.APPROVED:
            return "changed"
        case Purpose.CHANGE, State.DECLINED:
            return "unchanged"
        case Purpose.LINK, State.WITHDRAWN:
            return "link_over"
        case _, State.EXPIRED if request.paused_at:
            return "closed"
    return request.told


def _soon(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """Who asks less than a week before a meeting is told that it may come too late for that one."""
    if request.purpose is not Purpose.JOIN:
        return ()
    meeting = next_start(turn)
    if meeting is None or not promise.is_late(request.asked_at, meeting):
        return ()
    return (Text("joining.status.soon", {"meeting": meeting}),)


def answer_by(request: JoinRequest, state: State) -> tuple[Fact, ...]:
    """The promise, while it runs for whoever sees the request in that state."""
    if state is State.WAITING and request.answer_by:
        return (Fact(Text("joining.fact.answer_by"), request.answer_by),)
    return ()


def _status_buttons(request: JoinRequest) -> tuple[Button, ...]:
    withdraw, state = button("joining.withdraw", request), request.told
    if state is State.UNVERIFIED:
        return (button("joining.verify", request, Style.PRIMARY), button("joining.resend", request), withdraw)
    if state is State.NEEDS_INFORMATION:
        return (button("joining.answer", request, Style.PRIMARY), withdraw)
    if state is State.WAITING:
        return (withdraw,)
    at_home = state is State.APPROVED or request.purpose is Purpose.CHANGE
    return (button("members.home" if at_home else "joining.begin", request),)


def confirm_withdraw(request: JoinRequest) -> Card:
    return Card(
        Text("joining.withdraw.title"),
        (Text("joining.withdraw.body", {"reference": request.reference}),),
        buttons=(button("joining.withdrawn", request, Style.DANGER), button("joining.status", request)),
    )


# ---- both sides


def platform_of(account: Account) -> Text:
    return Text(f"platform.{account.identity.platform}")


def directs_closed(turn: Turn, profile: Profile) -> tuple[Text, ...]:
    """Where they take no direct messages, and what is done about it."""
    closed = (each for each in turn.unit.profiles.accounts(profile.id) if each.directs_closed)
    return tuple(_closed(account, profile) for account in closed)


def _closed(account: Account, profile: Profile) -> Text:
    values: dict[str, Value] = {"who": named(profile), "platform": platform_of(account)}
    if not profile.address:
        return Text("members.directs_closed.nothing", values)
    return Text("members.directs_closed.mail", values)


def named(profile: Profile | None) -> Value:
    return (profile.name if profile else "") or Text("joining.forgotten")


def address_of(reference: str, address: str) -> Card:
    """The whole of it, to a coordinator who has asked for it."""
    title = Text("joining.reveal.title", {"reference": reference})
    return Card(title, (address, Text("joining.reveal.body")))
