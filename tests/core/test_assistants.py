"""Names of recording assistants are known, however they are dressed up; people's names are left alone."""

from itertools import product

import pytest

from bot.meetings.assistants import Likeness, likeness
from bot.meetings.rolls import called

# Letters that look alike are the subject here.

ASSISTANTS = """
Otter.ai | OtterPilot | Ana's OtterPilot | Otter.ai (Guest) | OTTER_AI | Fireflies.ai Notetaker Luc
fireflies | Fathom Notetaker | Fred's Fathom Notetaker | Read.ai | read.ai meeting notes | tl;dv
tl;dv Recorder | tldv.io | Copilot | Microsoft Copilot | Copilot (Unverified) | Gemini notes
Take notes with Gemini | Notes by Gemini | Zoom AI Companion | AI Companion | Grain.com
Grain Notetaker | Avoma | Avoma Assistant | Sembly AI | MeetGeek | Supernormal | Krisp
Krisp AI Meeting Assistant | Granola | Notta Bot | Notta.ai | Jamie AI | meetjamie.ai | Chorus.ai
Gong.io | Gong Recorder | Ana Roy's Notetaker | Ana’s AI | Ana's AI Assistant | Ana’s Copilot
Note-taker | Notetaker | note taker (external) | AI Notes | Meeting Bot | Preneur de notes
Preneuse de notes | preneur de notes de Luc | Assistant IA de Luc Gagné | L’assistant IA de Luc
assistante de prise de notes | Assistant de réunion | Prise de notes IA | Ana Roy (Otter.ai)
Recall.ai bot | Spinach AI | Tactiq
"""
DISGUISED = """
Оtter.ai | Ｏｔｔｅｒ．ａｉ | 0tter.ai | O t t e r . a i | ot\u200bter.ai | Ötter.ai | F1reflies | Fіreflies
N0tetaker | note\u00adtaker | 𝗙𝗮𝘁𝗵𝗼𝗺 𝗡𝗼𝘁𝗲𝘁𝗮𝗸𝗲𝗿 | ΑVOMA | FIREFLIES.AI
"""
DOUBTFUL = """
Otter | Gong | Chorus | Grain | Jamie | Notta | Read | Gemini | Otter (Guest) | Gong Ai | Jamie Ai
Ana's Assistant | assistante de la mairesse | Bot | Recording | office@town.ai | unknown.ai
"""
FIRST = """
Ana Luc Grace Fred Otter Jamie Ai Fern Mary-Anne Jean-François Zoé Siku Nokomis Tanya Kateri Wanda Raven Sky
Dakota Noël Émile Xwisten Aputi Malaya Gord Bruce Priya Wei Minh Olu Ifeoma Sven Anneke Harpreet Read
"""
LAST = """
Roy Gagné Gong Read Otter Grain Chorus Notta Marsh Singh Cardinal Bear Redsky Manywounds Littlechild
Kanapé Vollant Tootoosis Sewepagaham O'Chiese K'omoks T'seleie Crowfoot Fellow Spinach Recorde Copeland
Côté Lévesque Nguyễn Wałęsa Van-Otterloo Potter Reader Readman Gongora Jameson Graining Notman Notaro
"""


def parted(names: str) -> list[str]:
    return [name.strip() for line in names.strip().splitlines() for name in line.split(" | ")]


@pytest.mark.parametrize("name", parted(ASSISTANTS) + parted(DISGUISED))
def test_an_assistant_is_known(name: str) -> None:
    """By its product, by what it calls itself, in English and French, in letters that only look like ours."""
    assert likeness(name) is Likeness.SURE


@pytest.mark.parametrize("name", parted(DOUBTFUL))
def test_what_may_be_a_person_is_only_perhaps_one(name: str) -> None:
    """A surname or a first name alone, an assistant who may be human, a host that nobody knows."""
    assert likeness(name) is Likeness.PERHAPS


def test_ordinary_names_are_no_alarm() -> None:
    """More than a thousand, with surnames that are products as well, and titles as people write them."""
    whole = [f"{first} {last}" for first, last in product(FIRST.split(), LAST.split())]
    written = [
        f"{whole[0]} (Host, me)", "Roy, Ana (City of Calgary)", "Luc Gagné | Ville de Montréal", "Anna Bot",
        "Wei Ai",
        "Chief Little Otter Woman", "xʷməθkʷəy̓əm (Musqueam) - Grace", "Ana Roy (elle)", "ANA ROY", "ana",
        "Town of Otterburn Park", "Reading Room", "Boardroom 2", "iPhone d'Ana", "+1 403 555 0100", "分析",
        "Council Chamber - Copperhead", "Grainger", "Jamie-Lee Gong", "Botwood Town Hall", "Grace Read (she)",
    ]  # fmt: skip

    assert len(whole) > 1000
    assert {name: found for name in whole + written if (found := likeness(name))} == {}


@pytest.mark.parametrize(
    "name", ["", " ", "()", "\u200b", "'" * 500, "otter " * 5000, "a" * 100_000, "(((((" * 99]
)
def test_nonsense_is_answered_at_once(name: str) -> None:
    """Whatever somebody pastes: it is read up to a length."""
    assert likeness(name) in (None, Likeness.PERHAPS)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Roy\nOtter.ai\nLuc Gagné",
        "Ana Roy\r\nOtter.ai\r\nLuc Gagné\r\n",
        "Ana Roy; Otter.ai; Luc Gagné",
        "Ana Roy, Otter.ai, Luc Gagné",
        "1. Ana Roy\n2. Otter.ai\n3. Luc Gagné",
        "• Ana Roy (Host, me)\n• Otter.ai (Guest)\n• Luc Gagné",
        "Ana Roy\t13:00\t58m\nOtter.ai\t13:01\t57m\nLuc Gagné\t13:02\t56m",
        '"Roy, Ana"\n"Otter.ai"\n"Gagné, Luc"',
        "Ana Roy\nana roy\nOtter.ai\nOTTER AI\nLuc Gagné",
    ],
)
def test_a_list_is_read_as_video_tools_copy_it(text: str) -> None:
    """Lines, bullets, numbers, a table's first column, one line; each name once."""
    roll = called(text)

    assert roll.total == 3
    assert [name.split(" (")[0] for name in roll.sure] == ["Otter.ai"]
    assert roll.perhaps == []


def test_the_separator_in_a_products_name_does_not_take_it_apart() -> None:
    """It is one name, and found."""
    assert called("Ana Roy; tl;dv; Luc Gagné").sure == ["tl-dv"]


def test_five_hundred_names_are_looked_through() -> None:
    """And the one that is an assistant is found among them."""
    names = [f"Person {number} Roy" for number in range(499)]

    assert called("\n".join([*names, "Fireflies.ai Notetaker"])).sure == ["Fireflies.ai Notetaker"]
