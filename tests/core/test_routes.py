"""The table of contents is complete: each line has its words, its help, and the role that it needs."""

from dataclasses import replace

import pytest

from adapters.catalogues import read_catalogues
from bot import routes
from bot.chat import Command, Press, Role, Submission
from bot.joining import forms
from bot.joining.promise import Step
from bot.outbox import Repeat
from tests.core.cast import ANA, CLAIRE, ENGLISH, FLO, LUC, Actor
from tests.core.house import House
from tests.core.reading import card_of, said

HELP = {"peer": "members", "host": "host"}  # whose words those of a root are
BUTTONS = {
    "communities.confirm", "communities.revoke", "communities.revoked", "communities.name",
    "communities.unname", "communities.unnamed", "joining.confirm_domain",
    "joining.approve", "joining.ask", "joining.ask_vouch", "joining.assign", "joining.attest",
    "joining.correct", "joining.decline", "joining.pending", "joining.reveal", "joining.send",
    "joining.several", "joining.show", "joining.undo",
    "switch.pause", "switch.resume", "undelivered.open", "undelivered.show",
    "members.merge", "members.merged", "members.reinstate", "members.remove", "members.reveal",
    "members.suspend", "members.show", "members.vouched_still",
}  # fmt: skip
FORMS = {
    "joining.ask", "joining.ask_vouch", "joining.attest", "joining.correct", "joining.decline",
    "joining.overrule", "joining.several", "joining.undo",
    "undelivered.retry", "members.merge", "members.remove", "members.suspend",
    "communities.name",
}  # fmt: skip
WORDS = read_catalogues()["en"].sentences
DECIDING = [
    ("button", action) for action in routes.BUTTONS if routes.BUTTONS[action].role is Role.COORDINATOR
]
DECIDING += [("form", action) for action in routes.FORMS if routes.FORMS[action].role is Role.COORDINATOR]


@pytest.mark.parametrize("action", routes.BUTTONS)
def test_every_button_has_a_label(action: str) -> None:
    """Named after what it does."""
    assert f"button.{action}" in WORDS


@pytest.mark.parametrize("root, name", routes.COMMANDS)
def test_every_command_is_in_the_help(house: House, root: str, name: str) -> None:
    """And its line is worded."""
    line = f"{HELP[root]}.help.{name}"

    assert line in said(card_of(house.app.handle(Command(root, "help", CLAIRE.person))).body)
    assert line in WORDS


@pytest.mark.parametrize("root", HELP)
def test_help_promises_no_command_that_there_is_not(house: House, root: str) -> None:
    """Each of its lines is a route."""
    help_ = card_of(house.app.handle(Command(root, "help", CLAIRE.person)))
    lines = {line.rpartition(".")[2] for line in said(help_.body)}

    assert lines - {"body", "not_recorded"} == {name for its, name in routes.COMMANDS if its == root}


@pytest.mark.parametrize("kind", routes.ERRANDS)
def test_every_errand_has_a_word(kind: str) -> None:
    """It says what could not be delivered."""
    assert f"errand.{kind}" in WORDS


def test_every_role_has_a_word() -> None:
    """The refusal names the one that is missing."""
    assert {f"role.{role}" for role in Role} <= WORDS.keys()


def test_a_look_up_belongs_to_a_field_of_a_form_that_there_is() -> None:
    """Platforms ask for it by both names."""
    fields = {field.name for field in forms.join("", None, None).fields}

    assert {action for action, _ in routes.LOOKUPS} <= routes.FORMS.keys()
    assert {field for _, field in routes.LOOKUPS} <= fields


def test_deciding_for_others_is_all_that_needs_a_coordinator() -> None:
    """What it is, by name."""
    assert {action for kind, action in DECIDING if kind == "button"} == BUTTONS
    assert {action for kind, action in DECIDING if kind == "form"} == FORMS


def test_roles_are_read_anew_for_exactly_those() -> None:
    """Deciding on an opinion of yesterday would open the door to whoever was removed since."""
    every = [*routes.COMMANDS.values(), *routes.BUTTONS.values(), *routes.FORMS.values()]

    assert all(route.fresh == (route.role in {Role.COORDINATOR, Role.FACILITATOR}) for route in every)


@pytest.mark.parametrize("kind, action", DECIDING)
@pytest.mark.parametrize("who", [LUC, FLO, replace(FLO, roles=frozenset(Role) - {Role.COORDINATOR})])
def test_newcomers_and_facilitators_decide_nothing(house: House, kind: str, action: str, who: Actor) -> None:
    """Whatever other roles they have."""
    event = (
        Press(action, "x", 0, who.person) if kind == "button" else Submission(action, "x", 0, {}, who.person)
    )

    assert said(card_of(house.app.handle(event)).body) == ["refusal.not_allowed", "role.coordinator"]


@pytest.mark.parametrize("kind, action", DECIDING)
def test_a_member_decides_nothing(house: House, kind: str, action: str) -> None:
    """Being in is no office."""
    house.joins(ANA)
    event = (
        Press(action, "x", 0, ANA.person) if kind == "button" else Submission(action, "x", 0, {}, ANA.person)
    )

    assert said(card_of(house.app.handle(event)).body) == ["refusal.not_allowed", "role.coordinator"]


@pytest.mark.parametrize("action", ["members.leave", "members.left"])
def test_leaving_needs_somebody_who_is_in(house: House, action: str) -> None:
    """A coordinator who is no member included."""
    coordinator = Actor("cleo", "Cleo", reader=ENGLISH, roles=frozenset({Role.COORDINATOR}))

    assert said(card_of(house.presses(coordinator, action)).body) == ["refusal.not_allowed", "role.member"]


def test_messages_to_people_are_sent_at_most_once_and_letters_at_least_once() -> None:
    """A repeated letter has the same Message-ID, a repeated message would be a second one."""
    once = {kind for kind, route in routes.ERRANDS.items() if route.repeat is Repeat.AT_MOST_ONCE}

    directs = {kind for kind in routes.ERRANDS if kind.endswith("_direct")}
    reminders = {f"joining.{step}" for step in Step} | {"desk.digest", "meetings.remind", "polls.remind"}
    announced = {f"meetings.{each}_post" for each in ("rate", "note", "recording", "unrecorded", "receipt")}
    posts = {"meetings.hosts", "polls.notice"} | announced

    assert once == directs | reminders | posts | {"members.welcome"}
    assert {kind for kind in routes.ERRANDS if kind.endswith("_letter")}.isdisjoint(once)


def test_an_empty_command_is_the_panel() -> None:
    """`/peer` alone."""
    assert routes.find(Command("peer", "", ANA.person)) is routes.COMMANDS["peer", "home"]
