"""The page's server: what the page sends becomes events, what the core answers reaches the right people."""

from datetime import datetime, timedelta

import pytest

from adapters.local.cast import PEOPLE
from adapters.platform import DeliveryFailed
from bot.chat import (
    Button,
    Card,
    Choice,
    Command,
    Field,
    Form,
    Identity,
    Kind,
    Lookup,
    Press,
    Reader,
    Role,
    Room,
    Submission,
    Text,
)
from bot.outbox import Result
from bot.replies import Ask, Errors, Replace
from tests.adapters.sandbox import ENGLISH, HELP, NOON, Page

TITLE = Text("joining.form.title")
FORM = Form("joining.submit", "new", 0, TITLE, (Field("name", Kind.LINE, TITLE),), TITLE)
CARD = Card(TITLE, buttons=(Button("joining.approve", "abc", 1, Text("button.joining.approve")),))


# ---- what people do


async def test_a_command_reaches_the_core_with_the_person_as_the_platform_knows_them(page: Page) -> None:
    """Root, name and the rest of the line; the account, its profile and the roles of its rooms."""
    await page.does("priya", kind="line", line="/Peer  Language  fr please")

    (event,) = page.house.door.events
    assert isinstance(event, Command)
    assert (event.root, event.name, event.argument) == ("peer", "language", "fr please")
    assert (event.person.identity.user, event.person.name) == ("priya", "Priya Nair")
    assert event.person.roles == {Role.COORDINATOR}


@pytest.mark.parametrize(
    "line, root, name", [("/peer", "peer", ""), ("/nonsense", "nonsense", ""), ("/", "", "")]
)
async def test_any_command_goes_to_the_core(page: Page, line: str, root: str, name: str) -> None:
    """What it does not know it answers politely, not the page."""
    await page.does("avery", kind="line", line=line)

    (event,) = page.house.door.events
    assert isinstance(event, Command)
    assert (event.root, event.name) == (root, name)


async def test_coordinators_are_offered_their_commands_and_nobody_else_is(page: Page) -> None:
    """Each with a sentence about it, without the line itself."""
    priya, avery = [
        {one["value"]: one["about"] for one in (await page.sees(who))["commands"]}
        for who in ("priya", "avery")
    ]

    assert priya["/host members"].startswith("NAME: ")
    assert [line for line in avery if not line.startswith("/peer ")] == []
    assert avery.keys() < priya.keys()


async def test_talk_stays_in_the_room_and_never_reaches_the_core(page: Page) -> None:
    """People see it under its author's name; the bot is handed nothing."""
    await page.does("avery", kind="line", line="Hello <b>everybody</b>")

    (message,) = await page.reads("rob", "welcome")
    assert (message["name"], message["content"]) == ("Avery Chen", {"talk": "Hello <b>everybody</b>"})
    assert page.house.door.events == []


async def test_an_answer_is_seen_only_by_the_one_who_asked(page: Page) -> None:
    """It stands in the room where they asked, marked as private, with what they had typed."""
    await page.does("avery", kind="line", line="/peer help")

    (message,) = await page.reads("avery", "welcome")
    assert (message["only"], message["prompt"]) == (True, "/peer help")
    assert await page.reads("emilie", "welcome") == []


async def test_an_answer_is_worded_in_the_reader_s_language(page: Page) -> None:
    """The core says in which; from then on the whole page speaks it to this person, and only to them."""
    page.house.door.reader = Reader("fr", "America/Toronto")
    await page.does("avery", kind="line", line="/peer language fr")

    avery, rob = await page.sees("avery"), await page.sees("rob")
    assert (avery["me"]["language"], avery["words"]["send"]) == ("fr", "Envoyer")
    assert (rob["me"]["language"], rob["words"]["send"]) == ("en", "Send")


async def test_a_press_is_the_button_s_key_taken_apart(page: Page) -> None:
    """Action, subject and revision reach the core; what it shows instead is seen by all in the room."""
    posted = await page.house.sandbox.chat.post(Room.COORDINATORS, CARD, "n1")
    page.house.door.replies = [Replace(HELP, notice=CARD)]
    await page.does("priya", room="coordinators", kind="press", message=posted, key="joining.approve:abc:1")

    (event,) = page.house.door.events
    assert isinstance(event, Press)
    assert (event.action, event.subject, event.revision) == ("joining.approve", "abc", 1)
    assert [m["edits"] for m in await page.reads("mathieu", "coordinators")] == [1]
    assert [m["only"] for m in await page.reads("priya", "coordinators")] == [False, True]


async def test_a_form_opens_where_it_was_asked_for_and_answers_there(page: Page) -> None:
    """The submission carries the message whose button opened it, and that message is replaced."""
    posted = await page.house.sandbox.chat.post(Room.COORDINATORS, CARD, "n1")
    page.house.door.replies = [Ask(FORM), Errors({"name": Text("answers.required")}), Replace(HELP)]
    opened = await page.does(
        "priya", room="coordinators", kind="press", message=posted, key="joining.approve:abc:1"
    )
    where = {"room": opened["room"], "message": opened["message"]}
    filled = {"kind": "submission", "action": "joining.submit", "subject": "new", "revision": 0, **where}
    refused = await page.does("priya", values={"name": "", "ticks": ["a", "b"]}, **filled)
    await page.does("priya", values={"name": "Priya"}, **filled)

    assert refused["fields"].keys() == {"name"}
    submission = page.house.door.events[1]
    assert isinstance(submission, Submission)
    assert submission.values == {"name": "", "ticks": ("a", "b")}
    assert [m["edits"] for m in await page.reads("mathieu", "coordinators")] == [1]


async def test_look_ups_are_the_core_s(page: Page) -> None:
    """What is typed goes to the core with the field it belongs to; its options come back in words."""
    page.house.door.choices = (Choice("community:1", "City of Calgary"), Choice("typed:cal", TITLE))
    asked = {"as": "avery", "action": "joining.submit", "field": "community", "query": "cal"}
    async with page.client.get("/lookup", params=asked) as response:
        options = await response.json()

    (lookup,) = page.house.door.lookups
    assert isinstance(lookup, Lookup)
    assert (lookup.action, lookup.field, lookup.query) == ("joining.submit", "community", "cal")
    assert [option["value"] for option in options] == ["community:1", "typed:cal"]


# ---- what the bot does


async def test_admission_opens_the_members_room_and_dismissal_closes_it(page: Page) -> None:
    """What somebody is called follows from the rooms they are in."""
    avery = PEOPLE["avery"].identity
    seen = []
    for change in (page.house.sandbox.chat.admit, page.house.sandbox.chat.dismiss):
        await change(avery)
        state = await page.sees("avery")
        seen.append((state["me"]["role"], "members" in [room["id"] for room in state["rooms"]]))

    assert seen == [("member", True), ("newcomer", False)]


async def test_a_direct_message_is_for_one_person(page: Page) -> None:
    """It is in their language and in a room that nobody else has."""
    emilie, french = PEOPLE["emilie"].identity, Reader("fr", "America/Toronto")
    await page.house.sandbox.chat.direct(emilie, HELP, french, "n1")

    (message,) = await page.reads("emilie", "direct-emilie")
    assert message["content"]["title"] == "Ce que vous pouvez taper"
    assert await page.reads("priya", "direct-emilie") == []


@pytest.mark.parametrize(
    "identity",
    [
        Identity("local", "sandbox", "nobody"),
        Identity("slack", "sandbox", "avery"),
        Identity("local", "elsewhere", "avery"),
    ],
)
async def test_an_account_that_is_not_here_is_a_permanent_failure(page: Page, identity: Identity) -> None:
    """Whatever should have been done for it will not be possible later either."""
    chat = page.house.sandbox.chat
    for attempt in (
        chat.admit(identity),
        chat.dismiss(identity),
        chat.direct(identity, HELP, ENGLISH, "n1"),
    ):
        with pytest.raises(DeliveryFailed, match="account_gone") as failed:
            await attempt

        assert failed.value.result is Result.NEVER


async def test_a_message_that_is_gone_cannot_be_edited(page: Page) -> None:
    """The courier hears that it is final."""
    with pytest.raises(DeliveryFailed, match="message_gone") as failed:
        await page.house.sandbox.chat.edit("99", HELP)

    assert failed.value.result is Result.NEVER


async def test_roles_are_read_from_the_rooms_of_the_moment(page: Page) -> None:
    """Who is put out of the coordinators' room is a coordinator no more."""
    priya, chat = PEOPLE["priya"].identity, page.house.sandbox.chat
    before = await chat.roles(priya)
    page.house.sandbox.rooms.exit(Room.COORDINATORS, "priya")

    assert before == {Role.COORDINATOR}
    assert await chat.roles(priya) == frozenset()
    assert await chat.roles(PEOPLE["dana"].identity) == {Role.FACILITATOR}


# ---- the clock


@pytest.mark.parametrize("push, hours", [("hour", 1), ("day", 24), ("week", 168)])
async def test_the_clock_is_pushed_and_what_came_due_happens(page: Page, push: str, hours: int) -> None:
    """The courier and the duties look at once, at the later moment."""
    moved = await page.posts("/clock", {"push": push})

    assert moved == {"moved": True}
    assert page.house.clock.now() == NOON + timedelta(hours=hours)
    assert page.house.pulse.woken == 1


@pytest.mark.parametrize("due, moved", [(NOON + timedelta(minutes=7), True), (None, False), (NOON, False)])
async def test_the_clock_goes_to_the_next_thing_due(page: Page, due: datetime | None, *, moved: bool) -> None:
    """It stays where it is when nothing lies ahead."""
    page.house.pulse.due = due

    assert await page.posts("/clock", {"push": "next"}) == {"moved": moved}
    assert page.house.clock.now() == max(due or NOON, NOON)
