"""The loopback Discord refuses what a modal may not hold, and lets be sent what its client would."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.wire.discord.bad_clients import Alone, Json
from tests.wire.discord.interactions import COMMAND, COMPONENT, SUBMIT
from tests.wire.discord.parts import button, group, label, line, modal, options, select
from tests.wire.discord.people import Screen
from tests.wire.discord.rules import proves

Case = tuple[Json, Json, str]  # what is taken, what is refused, and why
RADIO, CHECKBOXES, CHECKBOX = 21, 22, 23


def labels(how_many: int) -> Json:
    return modal(*[label(line(f"{each}")) for each in range(how_many)])


def asked(component: Json) -> Json:
    return modal(label(component))


CASES: Mapping[str, Case] = {
    "modal: title 45": (modal(title="x" * 45), modal(title="x" * 46), "data.title"),
    "modal: custom_id 100": (modal(custom_id="x" * 100), modal(custom_id="x" * 101), "data.custom_id"),
    "modal: 1 to 5 components": (labels(5), labels(6), "data.components: BASE_TYPE_BAD_LENGTH"),
    "modal: labels only": (
        modal(label(), {"type": 10, "content": "t"}), modal(button()), "data.components.0.type",
    ),
    "modal: custom_id once": (
        labels(2), modal(label(line("a")), label(line("a"))), "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "modal: nothing disabled": (
        asked(select(disabled=False)), asked(select(disabled=True)), "component.disabled",
    ),
    "label: text 45": (modal(label(label="x" * 45)), modal(label(label="x" * 46)), "0.label"),
    "label: description 100": (
        modal(label(description="x" * 100)), modal(label(description="x" * 101)), "0.description",
    ),
    "label: around an input": (asked(line()), asked(button()), "component.type: BASE_TYPE_CHOICES"),
    "input: style": (asked(line(style=2)), asked(line(style=3)), "component.style"),
    "input: lengths 0 to 4,000": (
        asked(line(min_length=4000, max_length=4000)), asked(line(max_length=4001)), "component.max_length",
    ),
    "input: value within": (
        asked(line(value="x" * 9, max_length=9)), asked(line(value="x" * 10, max_length=9)),
        "component.value",
    ),
    "input: placeholder 100": (
        asked(line(placeholder="x" * 100)), asked(line(placeholder="x" * 101)), "component.placeholder",
    ),
    "input: no label of its own": (asked(line()), asked(line(label="l")), "component.label"),
    "radio: 2 to 10 options": (asked(group(RADIO, 10)), asked(group(RADIO, 1)), "component.options"),
    "checkboxes: 1 to 10 options": (
        asked(group(CHECKBOXES, 1)), asked(group(CHECKBOXES, 11)), "component.options",
    ),
    "choices: something where it is required": (
        asked(group(CHECKBOXES, min_values=0, required=False)), asked(group(CHECKBOXES, min_values=0)),
        "component.min_values",
    ),
}  # fmt: skip
MORE = [
    (modal(*[label(line(f"{each}")) for each in range(0)], components=[]), "data.components"),
    (asked(line(min_length=2, max_length=1)), "component.min_length"),
    (asked(line(max_length=0)), "component.max_length"),
    (asked(group(RADIO, 11)), "component.options"),
    (asked(group(RADIO, min_values=1)), ""),
    (asked(group(CHECKBOXES, max_values=3)), "component.max_values"),
    (
        asked(group(CHECKBOXES, options=[{**each, "default": True} for each in options(2)], max_values=1)),
        "default",
    ),
    (asked(group(RADIO, options=[{**each, "default": True} for each in options(2)])), "default"),
    (asked(select(min_values=0)), "component.min_values"),
    (modal(label(label="")), "0.label"),
    ({"custom_id": "a", "title": "t"}, "data.components"),
]


@proves(*CASES)
@pytest.mark.parametrize("rule", CASES)
async def test_a_modal_is_taken_up_to_the_limit_and_refused_beyond_it(quiet: Alone, rule: str) -> None:
    """A refused one is no answer: a right one can still be given."""
    taken, refused, why = CASES[rule]
    made = quiet.begins()

    assert why in (await quiet.answer(made, 9, refused)).said
    assert (await quiet.answer(made, 9, taken)).status == 204
    assert made.modal == taken


@pytest.mark.parametrize("refused, why", MORE)
async def test_what_else_a_modal_may_not_hold(quiet: Alone, refused: Json, why: str) -> None:
    """Contradictions within one part, nothing at all, what no rule is known for."""
    assert why in (await quiet.answer(quiet.begins(), 9, refused)).said
    assert bool(quiet.faults()) is (not why)


@proves("modal: first answer only", "modal: not to a submission")
async def test_a_modal_is_a_first_answer_to_a_command_or_a_press(quiet: Alone) -> None:
    """Not after a deferred one, and not to a submission."""
    deferred = quiet.begins()
    await quiet.answer(deferred, 5)
    await quiet.post(content="t")

    assert "40060" in (await quiet.answer(deferred, 9, modal())).said
    assert "type: BASE_TYPE_CHOICES" in (await quiet.answer(quiet.begins(SUBMIT), 9, modal())).said
    for kind in (COMMAND, COMPONENT):
        assert (await quiet.answer(quiet.begins(kind, quiet.newest()), 9, modal())).status == 204


@proves("modal: what comes back")
async def test_a_modal_comes_back_with_the_value_of_each_part(quiet: Alone) -> None:
    """Of what was there from the start, too."""
    form = modal(
        label(line("name", value="Ana")),
        label(select("one", options=options(3))),
        label({"type": RADIO, "custom_id": "role", "options": options(2)}),
        label({"type": CHECKBOXES, "custom_id": "more", "options": options(3), "required": False}),
        label({"type": CHECKBOX, "custom_id": "yes"}),
    )
    ana = quiet.people["ana"]
    ana.within = 0.01
    ana.screen = Screen(form)
    with pytest.raises(AssertionError, match="nothing answered"):
        await ana.fills_in(one="2", role="1", yes=True)

    assert ana.last
    sent = [part["component"] for part in ana.last.data["components"]]
    assert [(each["type"], each["custom_id"], each.get("value", each.get("values"))) for each in sent] == [
        (4, "name", "Ana"), (3, "one", ["2"]), (RADIO, "role", "1"), (CHECKBOXES, "more", []),
        (CHECKBOX, "yes", True),
    ]  # fmt: skip
    assert [each["id"] for each in sent] == [2, 4, 6, 8, 10]
    assert {part["type"] for part in ana.last.data["components"]} == {18}


@pytest.mark.parametrize(
    "component, given, why",
    [
        (line("a"), "", "a is needed"),
        (line("a", min_length=3), "xy", "too short"),
        (line("a", max_length=1), "xy", "too long"),
        (select("a"), ["7"], "not among"),
        (select("a"), [], "needed"),
        (select("a", max_values=1), ["0", "1"], "too many"),
        ({"type": RADIO, "custom_id": "a", "options": options(2)}, "", "needed"),
        ({"type": CHECKBOXES, "custom_id": "a", "options": options(2), "min_values": 2}, ["1"], "too few"),
        (line("b"), "x", "not asked"),
    ],
)
async def test_what_the_client_refuses_never_leaves(
    quiet: Alone, component: Json, given: str | list[str], why: str
) -> None:
    """Nothing in a needed part, too long, not offered."""
    ana = quiet.people["ana"]
    ana.screen = Screen(asked(component))

    with pytest.raises(AssertionError, match=why):
        await ana.fills_in(a=given)
    assert ana.last is None
