"""The loopback Discord refuses what a list of commands may not hold, and offers what it has as it should."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.wire.discord.bad_clients import Alone, Json
from tests.wire.discord.ground import ANA, COORDINATOR, MEMBER
from tests.wire.discord.guild import APP, GUILD
from tests.wire.discord.interactions import AUTOCOMPLETE
from tests.wire.discord.parts import command, sub, text
from tests.wire.discord.people import Failed, Somebody
from tests.wire.discord.permissions import MANAGE_ROLES
from tests.wire.discord.rules import proves

Case = tuple[list[Json], list[Json], str]  # what is taken, what is refused, and why
WHERE = f"/applications/{APP}/guilds/{GUILD}/commands"


def choices(how_many: int, **more: object) -> list[Json]:
    return [{"name": f"{each}", "value": f"{each}", **more} for each in range(how_many)]


def typed(**more: object) -> list[Json]:
    return [command("peer", text("community", **more))]


def large(characters: int) -> Json:
    """So many, all names, descriptions and choices together."""
    full = {"description": "x" * 100, "choices": [{"name": "x" * 100, "value": "x" * 100}]}
    parts = [text(f"o{each:02}", **full) for each in range(24)]
    rest = characters - len("large") - 100 - 24 * (len("o00") + 300) - len("last") - 1
    more = [{"name": "x" * 100, "value": "x" * 100}] * (rest // 200)
    last = {"name": "x", "value": "x" * (rest % 200 - 1)}
    return command("large", *parts, text("last", choices=[*more, last]), description="x" * 100)


CASES: Mapping[str, Case] = {
    "commands: 100": (
        [command(f"c{each}") for each in range(100)], [command(f"c{each}") for each in range(101)],
        "_: BASE_TYPE_BAD_LENGTH",
    ),
    "commands: each name once": ([command("a"), command("b")], [command("a")] * 2, "DUPLICATE_NAME"),
    "commands: 8,000 characters each": (
        [large(8000)], [large(8001)],
        "APPLICATION_COMMAND_TOO_LARGE",
    ),
    "command: name lower case by the pattern": (
        [command("adhérer-é_1")], [command("Peer")], "0.name: APPLICATION_COMMAND_INVALID_NAME",
    ),
    "command: description 100": (
        [command(description="x" * 100)], [command(description="x" * 101)], "0.description",
    ),
    "command: locales that there are": (
        [command(name_localizations={"fr": "pair"})], [command(name_localizations={"fr-CA": "pair"})],
        "0.name_localizations",
    ),
    "command: permissions are bits": (
        [command(default_member_permissions="0")], [command(default_member_permissions="none")],
        "0.default_member_permissions",
    ),
    "command: contexts": ([command(contexts=[0, 1])], [command(contexts=[3])], "0.contexts"),
    "command: 25 options": (
        [command("a", *[text(f"o{each}") for each in range(25)])],
        [command("a", *[text(f"o{each}") for each in range(26)])], "0.options: BASE_TYPE_BAD_LENGTH",
    ),
    "command: options once": (
        [command("a", text("b"), text("c"))], [command("a", text("b"), text("b"))], "NAME_ALREADY_EXISTS",
    ),
    "command: required options first": (
        [command("a", text("b", required=True), text("c"))],
        [command("a", text("b"), text("c", required=True))], "OPTIONS_REQUIRED_INVALID",
    ),
    "command: sub-commands or options": (
        [command("a", sub("b"), sub("c"))], [command("a", sub("b"), text("c"))], "OPTIONS_TYPE_INVALID",
    ),
    "command: sub-commands nest once": (
        [command("a", {**sub("b", sub("c", text("d"))), "type": 2})],
        [command("a", sub("b", sub("c", sub("d"))))], "nests too deep",
    ),
    "option: choices 25": (
        typed(choices=choices(25)), typed(choices=choices(26)), "choices: BASE_TYPE_BAD_LENGTH",
    ),
    "option: choice name and value 100": (
        typed(choices=choices(1, name="x" * 100)), typed(choices=choices(1, value="x" * 101)),
        "choices.0.value",
    ),
    "option: choices or autocomplete": (
        typed(autocomplete=True), typed(autocomplete=True, choices=choices(1)), "CHOICES_AUTOCOMPLETE",
    ),
    "option: lengths 0 to 6,000": (
        typed(min_length=1, max_length=6000), typed(min_length=2, max_length=1), "0.options.0.min_length",
    ),
}  # fmt: skip


@proves(*CASES)
@pytest.mark.parametrize("rule", CASES)
async def test_a_list_is_taken_up_to_the_limit_and_refused_beyond_it(quiet: Alone, rule: str) -> None:
    """A refused one changes nothing."""
    taken, refused, why = CASES[rule]
    there = await quiet.well("PUT", WHERE, taken)

    assert why in await quiet.refused("PUT", WHERE, refused)
    assert await quiet.well("GET", WHERE) == there
    assert [each["name"] for each in there] == [each["name"] for each in taken]


@pytest.mark.parametrize(
    "refused",
    [
        [command("")],
        [command("x" * 33)],
        [command("a b")],
        [command("a", {**text("b"), "type": 12})],
        [command("a", text("b", options=[text("c")]))],
        [command("a", text("b", max_length=6001))],
        [command(description="")],
        [command(description_localizations={"fr": "x" * 101})],
        [command(name_localizations={"fr": "Pair"})],
        {"name": "a"},
        ["a"],
    ],
)
async def test_what_else_a_list_may_not_hold(quiet: Alone, refused: object) -> None:
    """Names and words that are none, options within options."""
    assert "50035" in await quiet.refused("PUT", WHERE, refused)


@proves("commands: the whole list", "commands: known fields only", "application: whose commands")
async def test_the_whole_list_is_written_at_once(quiet: Alone) -> None:
    """What is not in it is gone, what stays keeps its id; nothing that no rule is known for."""
    before = await quiet.well("PUT", WHERE, [command("a"), command("b")])
    after = await quiet.well("PUT", WHERE, [command("b"), command("c")])

    assert [each["name"] for each in await quiet.well("GET", WHERE)] == ["b", "c"]
    assert before[1]["id"] == after[0]["id"]
    assert quiet.guild.command_writes == 2
    assert "10002" in await quiet.refused("PUT", f"/applications/1/guilds/{GUILD}/commands", [])
    assert "10004" in await quiet.refused("PUT", f"/applications/{APP}/guilds/1/commands", [])
    for strange in (
        command(handler=1),
        command("a", text("b", channel_types=[0])),
        command(type=2),
        command("a", {**text("b"), "type": 4}),
    ):
        await quiet.refused("PUT", WHERE, [strange])
    assert len(quiet.faults()) == 4


@proves("commands: 200 creations a day")
async def test_two_hundred_commands_are_made_in_a_day(quiet: Alone) -> None:
    """Those that were there before do not count."""
    for each in "ab":
        for _ in range(2):
            await quiet.well("PUT", WHERE, [command(f"{each}{number}") for number in range(100)])

    assert "429 30034" in await quiet.refused("PUT", WHERE, [command("c")])
    quiet.pass_time(86_400)
    await quiet.well("PUT", WHERE, [command("c")])


@proves("autocomplete: 25 choices", "autocomplete: choices only")
@pytest.mark.parametrize(
    "kind, data, why",
    [
        (8, {"choices": choices(26)}, "data.choices: BASE_TYPE_BAD_LENGTH"),
        (8, {"choices": choices(1, name="x" * 101)}, "data.choices.0.name"),
        (8, {"choices": choices(1, value=7)}, "data.choices.0.value"),
        (8, {"choices": choices(1, name_localizations={"fr": "x" * 101})}, "name_localizations.fr"),
        (8, {"choices": choices(1, name_localizations={"fr-CA": "x"})}, "name_localizations"),
        (8, {}, "data.choices"),
        (4, {"content": "t"}, "type: BASE_TYPE_CHOICES"),
        (9, {}, "type: BASE_TYPE_CHOICES"),
    ],
)
async def test_what_completes_an_option_is_a_list_of_choices(
    quiet: Alone, kind: int, data: Json, why: str
) -> None:
    """Up to 25, and nothing else is an answer to it."""
    made = quiet.begins(AUTOCOMPLETE)

    assert why in (await quiet.answer(made, kind, data)).said
    assert (await quiet.answer(made, 8, {"choices": choices(25)})).status == 204
    assert len(made.choices) == 25


# ---- what the client lets be typed


async def typing(who: Somebody, line: str, **options: str) -> Json:
    """What leaves the client; nobody answers."""
    who.within = 0.01
    with pytest.raises(Failed):
        await who.types(line, **options)
    assert who.last
    return dict(who.last.data)


async def listed(quiet: Alone, *commands: Json) -> Alone:
    await quiet.well("PUT", WHERE, list(commands))
    return quiet


@proves("command: not by itself when it has sub-commands", "command: needed options")
@pytest.mark.parametrize(
    "line, options, why",
    [
        ("/peer", {}, "not offered by itself"),
        ("/peer leave", {}, "there is no 'leave'"),
        ("/host join", {}, "there is no 'host'"),
        ("/peer join", {}, "community.* is needed"),
        ("/peer join now", {"community": "calgary"}, "typed in vain"),
        ("/peer join", {"community": "calgary", "colour": "red"}, "there is no 'colour'"),
        ("/peer join", {"community": "x"}, "too short"),
        ("/peer speak", {"language": "de"}, "not among"),
    ],
)
async def test_only_what_is_registered_can_be_typed(
    quiet: Alone, line: str, options: dict[str, str], why: str
) -> None:
    """By its definition, options and all."""
    join = sub("join", text("community", required=True, min_length=2))
    speak = sub("speak", text("language", choices=[{"name": "English", "value": "en"}]))
    await listed(quiet, command("peer", join, speak))

    with pytest.raises(AssertionError, match=why):
        await quiet.people["ana"].types(line, **options)
    assert quiet.people["ana"].last is None


async def test_only_what_is_completed_can_be_asked_for(quiet: Alone) -> None:
    """Not an option of choices or of free words."""
    await listed(quiet, command("peer", sub("join", text("community"))))

    with pytest.raises(AssertionError, match="community is not completed"):
        await quiet.people["ana"].autocompletes("/peer join", community="cal")


@proves("command: names in their language")
async def test_who_reads_french_types_french(quiet: Alone) -> None:
    """What is sent has the names that the app gave."""
    community = text("community", name_localizations={"fr": "collectivité"}, autocomplete=True)
    await listed(quiet, command("peer", sub("join", community, name_localizations={"fr": "adhérer"})))
    luc = quiet.people["luc"]
    sent = await typing(luc, "/peer adhérer", collectivité="Gatineau")

    assert sent["options"] == [
        {"type": 1, "name": "join", "options": [{"type": 3, "name": "community", "value": "Gatineau"}]}
    ]
    with pytest.raises(Failed):
        await luc.autocompletes("/peer adhérer", collectivité="gat")
    assert luc.last
    assert luc.last.data["options"][0]["options"] == [
        {"type": 3, "name": "community", "value": "gat", "focused": True}
    ]
    with pytest.raises(AssertionError, match="there is no 'adhérer'"):
        await quiet.people["ana"].types("/peer adhérer")


@proves("command: shown by permission")
async def test_a_command_is_shown_to_whom_it_is_opened(quiet: Alone) -> None:
    """By a permission, by a role that the administrators have chosen, to administrators always."""
    await listed(quiet, command("closed", default_member_permissions="0"))
    ana, claire = quiet.people["ana"], quiet.people["claire"]
    for who in (ana, claire):
        with pytest.raises(AssertionError, match="not offered"):
            await who.types("/closed")
    quiet.guild.allow("closed", COORDINATOR)
    assert (await typing(claire, "/closed"))["name"] == "closed"
    quiet.guild.add_role("900000000000000298", "admin", 9, 1 << 3)
    ana.member.roles.append("900000000000000298")
    assert (await typing(ana, "/closed"))["name"] == "closed"

    await listed(quiet, command("closed", default_member_permissions=str(MANAGE_ROLES)))
    quiet.guild.roles[MEMBER].permissions = MANAGE_ROLES
    assert (await typing(quiet.people["dev"], "/closed"))["guild_id"] == GUILD


@proves("command: shown by context")
async def test_a_command_is_shown_where_it_belongs(quiet: Alone) -> None:
    """One for the guild is not there in direct messages, nor the other way."""
    await listed(quiet, command("inside", contexts=[0]), command("outside", contexts=[1]))
    ana = quiet.people["ana"]
    assert (await typing(ana, "/inside"))["name"] == "inside"
    with pytest.raises(AssertionError, match="not offered"):
        await ana.types("/outside")
    ana.goes_to_direct()

    assert (await typing(ana, "/outside"))["name"] == "outside"
    with pytest.raises(AssertionError, match="not offered"):
        await ana.types("/inside")
    assert quiet.guild.direct(ANA).id == ana.room
