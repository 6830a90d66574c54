"""What coordinators do at the desk, and what can be seen of it there."""

from bot.answers import Given
from bot.audit import Entry
from bot.chat import Card, Text, Value
from bot.deliveries import Post
from bot.joining.model import JoinRequest
from bot.joining.promise import Step
from bot.replies import Answer
from tests.core.cast import CLAIRE, Actor
from tests.core.house import House
from tests.core.reading import card_of, form_of, said


def assigns(house: House, who: Actor, request: JoinRequest) -> Answer:
    """They see to it themselves."""
    return house.presses(who, "joining.assign", request.id, request.revision)


def corrects(house: House, who: Actor, request: JoinRequest, **changes: Given) -> Answer:
    """What the form says, but for the changes."""
    form = form_of(house.presses(who, "joining.correct", request.id, request.revision))
    values: dict[str, Given] = {field.name: field.value for field in form.fields}
    return house.fills_in(who, form, **values | changes)


def keys(*requests: JoinRequest) -> tuple[str, ...]:
    """As the form of several at once names them."""
    return tuple(f"{request.id}:{request.revision}" for request in requests)


def decides(house: House, who: Actor, chosen: Given, decision: str, **other: Given) -> Answer:
    """Several at once."""
    values: dict[str, Given] = {"requests": chosen, "decision": decision} | other
    return house.submits(who, "joining.several", "desk", 0, **values)


def outcomes(answer: Answer) -> dict[str, str]:
    """Of several at once: what became of each, or why not, by its reference."""
    (rows,) = card_of(answer).body
    assert isinstance(rows, tuple)
    texts = [text for text in rows if isinstance(text, Text)]
    assert len(texts) == len({text.values["reference"] for text in texts})
    return {str(text.values["reference"]): said(text)[1] for text in texts}


def posts(house: House, title: str, platform: str = "slack") -> list[Card]:
    """The cards of this title that were posted in the coordinators' room."""
    cards = [post.card for post in house.arrived(Post) if post.platform == platform]
    return [card for card in cards if card.title.id == title]


def steps(house: House, platform: str = "slack") -> list[str]:
    """Of the promises, those that were posted in the coordinators' room, in order."""
    titles = [post.card.title.id for post in house.arrived(Post) if post.platform == platform]
    names = [title.removeprefix("joining.").removesuffix(".title") for title in titles]
    return [name for name in names if name in set(Step)]


def lines(card: Card, kind: str) -> list[Value]:
    """Who stands in the list of that kind, from the top."""
    texts = [text for part in card.body if isinstance(part, tuple) for text in part]
    return [
        text.values["name"] for text in texts if isinstance(text, Text) and text.id == f"joining.line.{kind}"
    ]


def audited(house: House, request: JoinRequest | None = None) -> list[Entry]:
    """What the audit says about it, or at all, the oldest line first."""
    subject = request.id if request else ""
    return [*reversed(house.storage.transact(lambda unit: unit.audit.of(subject, 100)))]


def done(house: House, request: JoinRequest) -> list[str]:
    return [entry.action.value for entry in audited(house, request)]


def pending(house: House, who: Actor = CLAIRE) -> Answer:
    return house.hosts(who, "pending")
