"""Sentences are filled in without harm, and moments are told in the reader's own time and city."""

from datetime import UTC, datetime

import pytest

from adapters.catalogues import Catalogue, Sentence
from adapters.dates import city, day, when
from adapters.words import MissingValue, PlainWriter, UnknownMessage, Words, Writer
from adapters.zones import use_pinned_zones
from bot.chat import Named, Reader, Text, Value, Zone
from bot.members.zones import ZONES
from bot.network import Network

ENGLISH, FRENCH = Reader("en", "America/Toronto"), Reader("fr", "America/Toronto")
NETWORK = Network(Named("Peers", "Pairs"))
PLAIN = PlainWriter()

# One o'clock in Toronto, three weeks after three provinces stopped changing their clocks.
MEETING = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
EIGHT_CITIES = {
    "America/Vancouver": ("11:00 a.m. (Vancouver)", "11 h (Vancouver)"),
    "America/Whitehorse": ("11:00 a.m. (Whitehorse)", "11 h (Whitehorse)"),
    "America/Edmonton": ("12:00 p.m. (Edmonton)", "12 h (Edmonton)"),
    "America/Regina": ("12:00 p.m. (Regina)", "12 h (Regina)"),
    "America/Winnipeg": ("1:00 p.m. (Winnipeg)", "13 h (Winnipeg)"),
    "America/Toronto": ("1:00 p.m. (Toronto)", "13 h (Toronto)"),
    "America/Halifax": ("2:00 p.m. (Halifax)", "14 h (Halifax)"),
    "America/St_Johns": ("2:30 p.m. (St. John’s)", "14 h 30 (Saint-Jean de Terre-Neuve)"),
}


class Html(Writer):
    """A writer that escapes, to see what passes through which hand."""

    def plain(self, ours: str) -> str:
        return ours.replace("&", "&amp;")

    def text(self, written: str) -> str:
        return written.replace("<", "&lt;")

    def moment(self, moment: datetime, reader: Reader) -> str:
        return f"<time>{moment:%Y}</time>"


def catalogue(**sentences: tuple[str, ...]) -> Catalogue:
    read = {name: tuple(map(Sentence.read, forms)) for name, forms in sentences.items()}
    return Catalogue(read, lambda n: int(n != 1))


def words(**sentences: tuple[str, ...]) -> Words:
    return Words({"en": catalogue(**sentences), "fr": catalogue(**sentences)})


def spaced(said: str) -> str:
    """With plain spaces, where a sentence has no-break ones."""
    return said.replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def _pinned() -> None:
    use_pinned_zones()


@pytest.fixture(scope="module")
def real() -> Words:
    return Words.load()


@pytest.mark.parametrize("typed", ["{other}", "{name}", "%s %(name)s", "{0}", "{", "\\1 $name"])
def test_what_a_person_types_comes_out_as_it_is(typed: str) -> None:
    """A value that looks like the place of a value is still only a value."""
    said = words(hello=("{name} and {other}",)).say(
        Text("hello", {"name": typed, "other": "X"}), ENGLISH, PLAIN
    )

    assert said == f"{typed} and X"


def test_each_part_goes_through_its_own_escape() -> None:
    """A person's words, our own and a moment are written each in its way, at any depth, and once."""
    inner = Text("inner", {"name": "<b>"})

    said = words(outer=("A & {inner}, {at}",), inner=("B & {name}",)).say(
        Text("outer", {"inner": inner, "at": MEETING}), ENGLISH, Html()
    )

    assert said == "A &amp; B &amp; &lt;b>, <time>2026</time>"


def test_an_unknown_message_is_a_fault() -> None:
    """Nobody is shown an id; the error names it."""
    with pytest.raises(UnknownMessage, match="absent"):
        words().say(Text("absent"), ENGLISH, PLAIN)


def test_a_missing_value_is_a_fault() -> None:
    """A sentence with a hole in it is not said; the error names the value."""
    with pytest.raises(MissingValue, match="name"):
        words(hello=("Hello {name}",)).say(Text("hello"), ENGLISH, PLAIN)


@pytest.mark.parametrize("values", [{}, {"n": "4"}])
def test_a_message_with_plural_forms_needs_a_number(values: dict[str, Value]) -> None:
    """Which form is right cannot be guessed."""
    with pytest.raises(MissingValue, match="'n'"):
        words(days=("{n} day", "{n} days")).say(Text("days", values), ENGLISH, PLAIN)


@pytest.mark.parametrize(
    "reader, n, said",
    [
        (ENGLISH, 0, "0 days"),
        (ENGLISH, 1, "1 day"),
        (ENGLISH, 2, "2 days"),
        (FRENCH, 0, "0 jour"),
        (FRENCH, 1, "1 jour"),
        (FRENCH, 2, "2 jours"),
    ],
)
def test_each_language_counts_in_its_own_way(real: Words, reader: Reader, n: int, said: str) -> None:
    """Nothing is plural in English and singular in French."""
    assert real.say(Text("time.days", {"n": n}), reader, PLAIN) == said


@pytest.mark.parametrize("reader, said", [(ENGLISH, "12,500"), (FRENCH, "12 500")])
def test_numbers_are_written_as_in_canada(reader: Reader, said: str) -> None:
    """Thousands are set apart by a comma in English, by a space in French."""
    assert spaced(words().say(12_500, reader, PLAIN)) == said


def test_a_list_is_one_line_each() -> None:
    """Whatever its lines are."""
    said = words(hi=("Hi {name}",)).say(("as typed", Text("hi", {"name": "Ana"}), 3), ENGLISH, PLAIN)

    assert said == "as typed\nHi Ana\n3"


def test_a_name_in_two_languages_is_said_in_the_readers() -> None:
    """The network's and communities' names have both."""
    assert [words().say(NETWORK.name, reader, PLAIN) for reader in (ENGLISH, FRENCH)] == ["Peers", "Pairs"]


def test_a_room_reads_both_languages_at_once(real: Words) -> None:
    """In the network's order, on one line as long as both are short."""
    assert real.post(Text("joining.state.approved"), NETWORK, PLAIN) == "approved / approuvée"


def test_what_is_equal_in_both_languages_is_said_once(real: Words) -> None:
    """A person's words are not repeated."""
    assert real.post("Ana", NETWORK, PLAIN) == "Ana"


@pytest.mark.parametrize("typed", ["x" * 61, "two\nlines"])
def test_long_sentences_stand_below_each_other(real: Words, typed: str) -> None:
    """A slash between them would be overlooked."""
    text = Text("joining.community_typed", {"typed": typed})

    english, french = (real.say(text, reader, PLAIN) for reader in (ENGLISH, FRENCH))
    assert real.post(text, NETWORK, PLAIN) == f"{english}\n{french}"


def test_what_a_platform_writes_around_a_moment_does_not_count(real: Words) -> None:
    """A room's lines break at the same places everywhere."""
    text = Text("joining.desk.withdrawn", {"when": MEETING})

    assert real.post(text, NETWORK, Html()).count("\n") == real.post(text, NETWORK, PLAIN).count("\n") == 1


@pytest.mark.parametrize("zone", EIGHT_CITIES)
def test_one_moment_in_eight_cities(zone: str) -> None:
    """By the rules that are in force, not by those that the machine may still have."""
    english, french = EIGHT_CITIES[zone]

    assert spaced(when(MEETING, Reader("en", zone))) == f"Wednesday, November 25, 2026, {english}"
    assert spaced(when(MEETING, Reader("fr", zone))) == f"mercredi 25 novembre 2026, {french}"


def test_the_day_is_the_readers_own() -> None:
    """Late in the evening it is tomorrow already further east."""
    late = datetime(2026, 12, 1, 4, 15, tzinfo=UTC)

    assert day(late, ENGLISH) == "Monday, November 30, 2026"
    assert day(late, Reader("fr", "America/St_Johns")) == "mardi 1er décembre 2026"


def test_minutes_have_two_digits() -> None:
    """In both languages."""
    early = datetime(2027, 3, 1, 5, 5, tzinfo=UTC)

    assert spaced(when(early, ENGLISH)) == "Monday, March 1, 2027, 12:05 a.m. (Toronto)"
    assert spaced(when(early, FRENCH)) == "lundi 1er mars 2027, 0 h 05 (Toronto)"


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody knows when it is."""
    with pytest.raises(ValueError, match="zone"):
        when(MEETING.replace(tzinfo=None), ENGLISH)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_zone_to_choose_from_has_a_city_of_its_own(language: str) -> None:
    """No two choices read the same, and none is an abbreviation."""
    cities = [city(zone, language) for zone in ZONES]

    assert len(set(cities)) == len(ZONES)
    assert not [name for name in cities if name.isupper()]


@pytest.mark.parametrize(
    "zone, english, french",
    [
        ("America/St_Johns", "St. John’s", "Saint-Jean de Terre-Neuve"),
        ("America/Montreal", "Montréal", "Montréal"),
        ("America/Yellowknife", "Yellowknife", "Yellowknife"),
        ("Europe/London", "London", "Londres"),
    ],
)
def test_cities_are_called_as_people_there_call_them(zone: str, english: str, french: str) -> None:
    """Also where the zone data sees only another city's clock."""
    said = [words().say(Zone(zone), reader, PLAIN) for reader in (ENGLISH, FRENCH)]

    assert said == [english, french]
