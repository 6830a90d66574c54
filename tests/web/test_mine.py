"""A member does on their own pages, without a chat and without a script, what others do in one."""

from __future__ import annotations

from bot.meetings.model import Meeting
from bot.members.model import Standing
from tests.core import meetings, voting
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.topics import own, suggested, topic
from tests.web.place import Place, Shown
from tests.web.visiting import browser, leads, link_of, opens, visiting

EVERY = "Have a link sent to you"


def answer(house: House, which: Meeting) -> str:
    member = house.profile(ANA).id
    return house.storage.transact(lambda unit: unit.seats.get(which.id, member)).answer


async def test_an_invitation_is_answered(ours_on_either: Place) -> None:
    """With a press; the page then shows the answer, and says so first. In French as in English."""
    meeting = meetings.plans(ours_on_either.house)
    ours_on_either.house.carries_out()
    async with visiting(ours_on_either) as window:
        shown = await window.get("/fr/mine/meetings")
        after = await window.presses(shown, "meetings.going")
        no = await window.presses(await window.get("/en/mine/meetings"), "meetings.no")
        why = await window.presses(no, "meetings.why_time")

    assert after.place == f"/fr/mine/show/meetings.look:{meeting.id}:0"
    assert "nous vous attendons avec plaisir" in after.words or "Votre réponse" in after.words
    assert "Why" in why.words or "Thank you. You stay invited" in why.words
    assert answer(ours_on_either.house, meeting) == "no"


async def test_whoever_saw_another_moment_sees_the_new_one_first(ours: Place) -> None:
    """It was moved meanwhile: nothing is answered, and it is shown as it is now."""
    meeting = meetings.plans(ours.house)
    async with visiting(ours) as window:
        shown = await window.get("/en/mine/meetings")
        meetings.changes(ours.house, meeting, "move", **meetings.MOVED)
        refused = await window.presses(shown, "meetings.going")
        taken = await window.presses(refused, "meetings.going")

    assert refused.status == 409
    assert "This changed while you were looking at it" in refused.words
    assert "2:30 p.m." in refused.words
    assert taken.status == 200
    assert answer(ours.house, meeting) == "going"


async def test_a_ballot_is_cast_changed_and_withdrawn(ours_on_either: Place) -> None:
    """By the link of a letter; it is shown to nobody else, and closed it shows what came of it."""
    house = ours_on_either.house
    poll = voting.opened(house)
    async with visiting(ours_on_either, key=f"polls.ballot:{poll.id}:0") as window:
        ballot = await window.get(f"/en/mine/show/polls.ballot:{poll.id}:0")
        cast = await window.presses(ballot, f"polls.vote:{poll.id}:2")
        first = voting.choice(house, poll)
        changed = await window.presses(cast, f"polls.vote:{poll.id}:3")
        second = voting.choice(house, poll)
        empty = await window.presses(changed, "polls.take_back")
        third = voting.choice(house, poll)
        await window.presses(empty, f"polls.vote:{poll.id}:1")
    voting.closes(house, poll)
    async with visiting(ours_on_either) as window:
        late = await window.presses(ballot, f"polls.vote:{poll.id}:2")
        result = await leads(window, await window.get("/en/mine/polls"), "1. Which theme next?")

    assert (first, second, third) == ((2,), (3,), None)
    assert "Your ballot is in the box" in cast.words
    assert "No ballot of yours is in the box" in empty.words
    assert cast.place == ballot.place
    assert late.status == 409
    assert "1 · 100" in late.words
    assert "1 · 100" in result.words


async def test_a_theme_is_suggested_and_supported(ours: Place) -> None:
    """What is like another one is shown beside it first; what was typed wrong is kept."""
    other = suggested(ours.house, LUC, title="Floods in the north")
    async with visiting(ours) as window:
        form = (await window.get("/en/mine/topic")).page.form("topics.suggest")
        wrong = await window.sends(form, title="", why="It rose.", language="en", shown="no")
        alike = await window.sends(wrong.page.form("topics.suggest"), title="Floods in the north of it")
        posted = await window.presses(alike, "topics.post")
        theirs = await window.get(f"/en/mine/show/topics.look:{other.id}:0")
        supported = await window.presses(theirs, "topics.support")
        mine = own(ours.house)[-1]
        sure = await leads(window, posted, "Take it back")
        gone = await window.presses(sure, "topics.taken_back")

    assert (wrong.status, alike.status) == (422, 200)
    assert wrong.page.errors["title"]
    assert wrong.page.form("topics.suggest").values["why"] == ["It rose."]
    assert posted.place == f"/en/mine/show/topics.look:{mine.id}:0"
    assert "You support it." in supported.words
    assert topic(ours.house, other).supporters == 2
    assert gone.place == "/en/mine/topics"


async def test_a_question_goes_to_the_meeting_that_was_on_the_page(ours: Place) -> None:
    """Though the next one is another by the time it is sent."""
    near, far = meetings.plans(ours.house), meetings.plans(ours.house, day="2027-02-24")
    async with visiting(ours) as window:
        form = (await window.get("/en/mine/question")).page.form("questions.ask")
        meetings.cancels(ours.house, near)
        refused = await window.sends(form, words="Who pays for the second dike?")
        form = (await window.get("/en/mine/question")).page.form("questions.ask")
        asked = await window.sends(form, words="Who pays for the second dike?")

    assert refused.status == 409
    assert "Who pays for the second dike?" in refused.words
    assert far.id in form.values["form"][0]
    assert "What is protected" in asked.words or asked.status == 200


async def test_settings_are_changed(ours: Place) -> None:
    """Each at its place: the language is at once that of the page."""
    async with visiting(ours) as window:
        settings = await window.get("/en/mine/settings")
        language = await leads(window, settings, "Language and time zone")
        french = await window.sends(language.page.form(), language="fr", zone="America/Halifax")
        off = await window.presses(await window.get("/en/mine/mail"), "rights.mail_off")
        reminders = (await window.get("/en/mine/reminders")).page.form()
        wrong = await window.sends(reminders, way="mail")
        saved = await window.sends(reminders, way="mail", steps=["day"])
        again = (await window.get("/en/mine/reminders")).page.form()
        calendar = await window.presses(await window.get("/en/mine/calendar"), "meetings.feed_new")
        revoked = await window.presses(calendar, "meetings.feed_revoke")

    assert french.place == "/fr/mine"
    assert "Halifax" in french.words
    assert "Our emails are stopped" in off.words
    assert wrong.page.errors["steps"]
    assert "Saved" in saved.words
    assert (again.values["way"], again.values["steps"]) == (["mail"], ["day"])
    assert any("/calendar/" in each for each in calendar.page.links)
    assert revoked.place == "/en/mine/calendar"


async def test_the_data_are_taken_along_by_a_link_that_is_shown_once(ours: Place) -> None:
    """It is for this browser to follow; the address of the page holds nothing of it."""
    async with visiting(ours) as window:
        shown = await window.presses(await window.get("/en/mine/data"), "rights.export")

    assert shown.place == "/en/mine"
    assert any("/download/" in each for each in shown.page.links)


async def test_whoever_leaves_is_told_so_and_has_no_pages_any_more(ours_on_either: Place) -> None:
    """After a look at what will happen; being forgotten gives the receipt."""
    said: list[Shown] = []
    after: list[Shown] = []
    for who, page, action in ((ANA, "leave", "members.left"), (LUC, "forget", "rights.forgotten")):
        async with visiting(ours_on_either, who) as window:
            spare = link_of(ours_on_either.house, who).replace("/fr/", "/en/")
            sure = await window.get(f"/en/mine/{page}")
            said.append(await window.presses(sure, action))
            after.append(await window.get("/en/mine"))
        async with browser(ours_on_either) as window:
            after.append(await opens(window, spare))

    assert "Done: you have left" in said[0].words
    assert "Receipt" in said[1].words
    assert not any("Set" in each.page.links for each in said)
    assert all(EVERY in each.words for each in after)


async def test_whoever_is_suspended_does_nothing(ours: Place) -> None:
    """Their visit ends, or shows why at most."""
    meeting = meetings.plans(ours.house)
    async with visiting(ours) as window:
        shown = await window.get("/en/mine/meetings")
        decides(ours.house, "suspend", ours.house.profile(ANA))
        refused = await window.presses(shown, "meetings.going")

    assert ours.house.profile(ANA).standing is Standing.SUSPENDED
    assert refused.status == 409
    assert answer(ours.house, meeting) == ""


async def test_what_no_page_offers_is_refused(ours: Place) -> None:
    """Buttons of those who run the network, damaged keys, what only a press may do, other people's."""
    theirs = suggested(ours.house, LUC)
    async with visiting(ours) as window:
        pressed = [
            (await window.post("/en/mine", {"press": key})).status
            for key in ("members.suspend:x:0", "polls.open:x:0", "nonsense", "", "topics.list:all:0")
        ]
        looked = [
            (await window.get(f"/en/mine/{place}")).status
            for place in (
                "show/members.left:me:0",
                "show/polls.vote:x:1",
                "show/joining.approve:x:0",
                "show/nonsense",
                "nonsense",
            )
        ]
        unknown = await window.get("/en/mine/show/polls.ballot:nothing:0")
        not_mine = await window.post("/en/mine", {"press": f"topics.taken_back:{theirs.id}:0"})
        other_form = await window.post("/en/mine/language", {"form": "members.suspend:x:0"})

    assert pressed == [400] * 5
    assert looked == [404] * 5
    assert (unknown.status, not_mine.status, other_form.status) == (409, 409, 400)
    assert topic(ours.house, theirs).supporters == 1
