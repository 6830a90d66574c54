"""The page of the communities that agree to be named: in both languages, by province, and of nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from bot.communities.model import Community
from bot.members.model import Profile
from bot.ports import Unit
from tests.core.cast import ANA, CALGARY, LUC, MONTREAL
from tests.core.crowd import CROWD
from tests.core.house import House
from tests.core.naming import agrees, ends
from tests.web.place import Place

PAGE = "/taking-part"


def listed(html: str) -> list[str]:
    """The headings and lines of the page, without markup."""
    main = html[html.index("<main") : html.index("</main>")]
    found = re.findall(r"<(?:h2|li)[^>]*>(.*?)</(?:h2|li)>", main, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", each) for each in found]


async def test_until_one_agrees_nobody_is_named(either: Place) -> None:
    """The page says so in a sentence; it is linked from the first page."""
    either.house.joins(ANA)
    first = await either.get("/en")
    english = await either.get(first.page.links["Communities that take part"])
    french = await either.get("/fr" + PAGE)

    assert "No community is named here at the moment." in english.words
    assert "Aucune collectivité n’est nommée ici en ce moment." in french.words
    assert "Calgary" not in english.page.html + french.page.html


async def test_they_stand_by_province_with_both_their_names(either: Place) -> None:
    """In the reader's language first; the switch leads to the same page in the other one."""
    for who, where in ((ANA, CALGARY), (LUC, MONTREAL)):
        either.house.joins(who)
        agrees(either.house, where)
    english = await either.get("/en" + PAGE)
    french = await either.get(english.page.links["Français"])

    assert listed(english.page.html) == [
        "Alberta", "City of Calgary (Ville de Calgary), city",
        "Québec", "City of Montréal (Ville de Montréal), city",
    ]  # fmt: skip
    assert listed(french.page.html)[1] == "Ville de Calgary (City of Calgary), ville"
    assert '<span lang="fr">Ville de Calgary</span>' in english.page.html


async def test_whose_agreement_ends_goes_and_whoever_works_there_never_shows(place: Place) -> None:
    """However many do: the page is the same for one and for several."""
    place.house.joins(ANA)
    agrees(place.house)
    one = await place.get("/en" + PAGE)
    place.house.joins(CROWD[0])
    several = await place.get("/en" + PAGE)
    ends(place.house)
    ended = await place.get("/en" + PAGE)

    assert several.page.html == one.page.html
    assert ANA.name not in one.page.html
    assert one.headers["Cache-Control"] == "no-cache"
    assert listed(ended.page.html) == []


async def test_a_name_is_text_and_the_order_is_a_readers(place: Place) -> None:
    """By the name itself, without "City of" and accents, whatever a list calls a community."""
    rows = [
        Community("c1", "City of Zed <b>&", "", "first_nation", "BC"),
        Community("c2", "Éel River", "", "first_nation", "BC"),
        Community("c3", "Fort A", "Fort B", "metis", "YT"),
    ]
    place.house.storage.transact(lambda unit: unit.registry.save(rows, []))
    _put_to_work(place.house, rows)
    shown = listed((await place.get("/fr" + PAGE)).page.html)

    assert [line.split(",")[0] for line in shown] == [
        "Colombie-Britannique", "Éel River", "City of Zed &lt;b&gt;&amp;", "Yukon", "Fort B (Fort A)"
    ]  # fmt: skip


def _put_to_work(house: House, rows: list[Community]) -> None:
    """Somebody in each of them, which agrees."""
    house.app.tick()
    for row, who in zip(rows, CROWD, strict=False):
        there = replace(house.joins(who), community_id=row.id)
        house.storage.transact(partial(_save, there))
        agrees(house, row.id)


def _save(member: Profile, unit: Unit) -> None:
    unit.profiles.save(member)
