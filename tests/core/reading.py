"""What a reply says, as ids: a rule chooses the sentence, the catalogues word it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from bot.chat import Button, Card, Everyone, Form, Link, Mention, Text, Value
from bot.replies import Answer, Errors, Replace, Say
from bot.replies import Ask as AskReply


def card_of(answer: Answer) -> Card:
    match answer.reply:
        case Say(card) | Replace(card):
            return card
        case _:
            raise AssertionError(answer.reply)


def form_of(answer: Answer) -> Form:
    assert isinstance(answer.reply, AskReply), answer.reply
    return answer.reply.form


def problems(answer: Answer) -> dict[str, str]:
    """The sentence at each field of a form that was not taken."""
    assert isinstance(answer.reply, Errors), answer.reply
    return {field: text.id for field, text in answer.reply.fields.items()}


def title(answer: Answer) -> str:
    return card_of(answer).title.id


def refusal(answer: Answer) -> str:
    """Which rule said no; what else changed on the screen is in `card_of`."""
    reply = answer.reply
    notice = reply.notice if isinstance(reply, Replace) else card_of(answer)
    assert notice is not None
    assert notice.title.id == "refusal.title"
    return next(iter(said(notice.body)))


def said(value: Value) -> list[str]:
    """The ids of all sentences in it, one inside another included."""
    return list(_said(value))


def _said(value: Value) -> Iterator[str]:
    if isinstance(value, Text):
        yield value.id
        for inner in value.values.values():
            yield from _said(inner)
    elif isinstance(value, tuple):
        for line in value:
            yield from _said(line)


def written(value: Value) -> list[str]:
    """What people wrote, names and addresses, wherever it stands in it."""
    return list(_written(value))


def _written(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Link):
        yield value.address
    elif isinstance(value, Text):
        for inner in value.values.values():
            yield from _written(inner)
    elif isinstance(value, tuple):
        for line in value:
            yield from _written(line)


def called(whole: object) -> list[Mention | Everyone]:
    """Whom anything calls, however deep in it that stands."""
    if isinstance(whole, Mention | Everyone):
        return [whole]
    if isinstance(whole, Text):
        parts = tuple(whole.values.values())
    elif is_dataclass(whole):
        parts = tuple(getattr(whole, field.name) for field in fields(whole))
    else:
        parts = whole if isinstance(whole, tuple) else ()
    return [found for part in parts for found in called(part)]


def shown(card: Card) -> tuple[Value, ...]:
    """Everything that stands on a card but its buttons."""
    return (card.title, *card.body, *(fact.value for fact in card.facts))


def facts(card: Card) -> dict[str, Value]:
    """By their labels; an address without what makes it one that can be followed."""
    values = {fact.label.id: fact.value for fact in card.facts}
    return {label: value.address if isinstance(value, Link) else value for label, value in values.items()}


def listed(card: Card, label: str) -> tuple[Value, ...]:
    """The lines of one fact."""
    value = facts(card)[label]
    return value if isinstance(value, tuple) else (value,)


def actions(card: Card) -> list[str]:
    return [button.action for button in card.buttons]


def button(card: Card, action: str) -> Button:
    return next(button for button in card.buttons if button.action == action)
