"""Who is in a meeting, pasted: assistants come back, and nothing of the list stays anywhere."""

from base64 import b64encode
from pathlib import Path

import pytest

from bot.answers import Given
from bot.chat import Card
from tests.core.cast import ANA, CLAIRE, FLO, Actor
from tests.core.house import House
from tests.core.meetings import drafts
from tests.core.reading import button, card_of, form_of, problems, refusal, said, title, written
from tests.operations.network import read_rows

CANARY = "Zyxwva Canaria"


def checks(house: House, who: Actor = FLO, **pasted: Given) -> Card:
    return card_of(house.fills_in(who, form_of(house.hosts(who, "roll")), **pasted))


def test_assistants_come_back_with_a_sentence_in_both_languages(house: House) -> None:
    """And what is only perhaps one stands apart."""
    card = checks(house, names="Ana Roy\nOtter.ai (Guest)\nFred Gong", more="Gong", rest="Luc Gagné")

    assert written(card.body) == ["Otter.ai (Guest)", "Gong"]
    assert said(card.body) == [
        "meetings.roll.sure", "meetings.roll.perhaps", "meetings.roll.say", "meetings.roll.say_en",
        "meetings.roll.say_fr", "meetings.roll.honest", "meetings.roll.gone",
    ]  # fmt: skip
    assert card.title.values == {"n": 5}


def test_none_found_is_said_with_what_a_list_cannot_show(house: House) -> None:
    """Nobody takes it for a proof."""
    card = checks(house, names="Ana Roy; Luc Gagné")

    assert said(card.body) == ["meetings.roll.none", "meetings.roll.honest", "meetings.roll.gone"]
    assert form_of(house.clicks(FLO, button(card, "meetings.roll"))).action == "meetings.roll"


def test_five_hundred_assistants_fit_on_a_card(house: House) -> None:
    """The first of them, and how many there are beyond."""
    names = [f"Otter.ai {number}" for number in range(500)]
    card = checks(
        house, names="\n".join(names[:200]), more="\n".join(names[200:350]), rest="\n".join(names[350:])
    )

    assert card.title.values == {"n": 500}
    assert len(written(card.body)) == 15
    assert "meetings.roll.further" in said(card.body)


@pytest.mark.parametrize("names", ["", "  ", "\u2066\u2069", "\n\n;;,", "\x00"])
def test_an_empty_list_is_asked_for_again(house: House, names: str) -> None:
    """At its field."""
    form = form_of(house.hosts(FLO, "roll"))

    assert problems(house.fills_in(FLO, form, names=names)) == {"names": "answers.required"}


def test_a_list_that_is_too_long_is_not_read(house: House) -> None:
    """Platforms hold the limit; whoever goes around them is told."""
    form = form_of(house.hosts(FLO, "roll"))

    assert problems(house.fills_in(FLO, form, names="x" * 3001)) == {"names": "answers.too_long"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<!channel> Otter.ai",
        "\u202eia.retto Otter.ai",
        "=HYPERLINK(1) Otter.ai",
        "\ud800 Otter.ai",
        "\x1b[31mOtter.ai",
    ],
)
def test_what_cannot_be_seen_is_left_out(house: House, hostile: str) -> None:
    """A name comes back as text that can be shown; renderers escape the rest."""
    (name,) = written(checks(house, names=hostile).body)

    assert name.isprintable()
    assert "Otter.ai" in name


def test_only_those_who_run_meetings_may_ask(ana: House) -> None:
    """A member is refused, whatever they send."""
    assert refusal(ana.hosts(ANA, "roll")) == "refusal.not_allowed"
    assert refusal(ana.submits(ANA, "meetings.roll", "all", names=CANARY)) == "refusal.not_allowed"
    assert form_of(ana.hosts(CLAIRE, "roll")).action == "meetings.roll"


def test_nothing_of_the_list_is_kept(ana: House, tmp_path: Path) -> None:
    """No row, no errand, no line of the audit, no byte in any file; and the test would notice."""
    before = read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}")
    checks(ana, names=f"{CANARY}\n{CANARY} Otter.ai")
    after = read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}")
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    traces = [CANARY.encode(), CANARY.encode("utf-16-le"), b64encode(CANARY.encode())[:-2]]

    assert after == before
    assert [trace for trace in traces if trace in files] == []
    assert title(drafts(ana)) == "meetings.card.title"
    assert read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}") != before
