"""Forms as modals, and what comes back from them; pure. docs.slack.dev/reference/views/modal-views"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.render import Json, Wording, blocks, plain
from bot.chat import Card, Choice, Field, Form, Kind, Text

TITLE, LABEL, HINT, OPTION = 24, 2000, 2000, 75
FEW = 10  # radio buttons and checkboxes
LOOKUP_FROM = 1  # letters from which Slack asks for options
CARD = "card"  # a modal that shows a card and asks nothing
CLOSE, DONE = Text("slack.close"), Text("slack.done")
_INPUT_LIMIT = 3000


def modal(form: Form, wording: Wording) -> Json:
    """The form's own key comes back as `callback_id`, each field by its name, and with what is looked up the
    language in which all of it is worded."""
    return {
        "type": "modal",
        "callback_id": f"{form.action}:{form.subject}:{form.revision}",
        "private_metadata": wording.language,
        "title": plain(wording.plain(form.title), TITLE),
        "submit": plain(wording.plain(form.submit), TITLE),
        "close": plain(wording.plain(CLOSE), TITLE),
        "blocks": [_input(field, wording) for field in form.fields],
    }


def card_modal(card: Card, wording: Wording, name: str) -> Json:
    """A private answer where no message can be one: in the dialog itself."""
    return {
        "type": "modal",
        "callback_id": CARD,
        "title": plain(name, TITLE),
        "close": plain(wording.plain(DONE), TITLE),
        "blocks": blocks(card, wording),
    }


def home(card: Card, wording: Wording) -> Json:
    """The person's panel in the app's own tab (docs.slack.dev/surfaces/app-home)."""
    return {"type": "home", "blocks": blocks(card, wording)}


def _input(field: Field, wording: Wording) -> Json:
    part: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain(wording.plain(field.label), LABEL),
        "element": {"action_id": field.name, **_element(field, wording)},
        "optional": not field.required,
    }
    return part | ({"hint": plain(wording.plain(field.hint), HINT)} if field.hint else {})


def _element(field: Field, wording: Wording) -> Json:
    match field.kind:
        case Kind.LINE | Kind.PARAGRAPH:
            multiline = field.kind is Kind.PARAGRAPH
            limit = min(field.limit, _INPUT_LIMIT)
            return {"type": "plain_text_input", "multiline": multiline, "max_length": limit, **_value(field)}
        case Kind.EMAIL:
            return {"type": "email_text_input", **_value(field)}
        case Kind.CHOICE:
            return _choice(field, wording)
        case Kind.CHOICES:
            return _choices(field, wording)
        case Kind.LOOKUP:
            chosen = [option(choice, wording) for choice in field.choices if choice.value == field.value]
            initial = {"initial_option": chosen[0]} if chosen else {}
            return {"type": "external_select", "min_query_length": LOOKUP_FROM, **initial}


def _value(field: Field) -> Json:
    return {"initial_value": field.value} if field.value else {}


def _choice(field: Field, wording: Wording) -> Json:
    """Radio buttons cannot be taken back, and a list can: so what may stay empty is a list."""
    options = [option(choice, wording) for choice in field.choices]
    chosen = [each for each in options if each["value"] == field.value]
    initial = {"initial_option": chosen[0]} if chosen else {}
    kind = "radio_buttons" if field.required and len(options) <= FEW else "static_select"
    return {"type": kind, "options": options, **initial}


def _choices(field: Field, wording: Wording) -> Json:
    options = [option(choice, wording) for choice in field.choices]
    chosen = [each for each in options if each["value"] in field.chosen]
    initial = {"initial_options": chosen} if chosen else {}
    kind = "checkboxes" if len(options) <= FEW else "multi_static_select"
    return {"type": kind, "options": options, **initial}


def option(choice: Choice, wording: Wording) -> Json:
    return {"text": plain(wording.plain(choice.label), OPTION), "value": choice.value}


# ---- what comes back


def answers(state: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission"""
    return {
        name: _answer(element)
        for name, elements in state.items()
        if isinstance(elements, Mapping)
        for element in elements.values()
        if isinstance(element, Mapping)
    }


def _answer(element: Mapping[str, Any]) -> str | tuple[str, ...]:
    if isinstance(several := element.get("selected_options"), list):
        return tuple(_chosen(each) for each in several)
    if isinstance(one := element.get("selected_option"), Mapping):
        return _chosen(one)
    value = element.get("value")
    return value if isinstance(value, str) else ""


def _chosen(option: object) -> str:
    value = option.get("value") if isinstance(option, Mapping) else None
    return value if isinstance(value, str) else ""
