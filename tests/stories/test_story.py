"""`peerbot story`: a story that plays by itself, leaves all that was written, and is the same each time."""

from __future__ import annotations

from difflib import unified_diff
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from sqlalchemy import String, literal_column, select

from adapters.clock import PushedClock, SeededEntropy, StillClock
from adapters.local.cast import CAST
from adapters.local.story import Story
from adapters.trial import STORY_BEGINS, Place, opened, play_story
from storage.connecting import connect
from storage.tables import metadata
from tests.conftest import NewDatabase
from tests.stores import sqlite_url
from tests.stories.conftest import SEED
from tests.stories.inside import read_errands

WORDS = (
    *(part for member in CAST for part in member.name.split() if len(part) > 4),
    "avery.chen", "emilie.gagnon", "calgary.ca", "gatineau.ca", "gmail.com",
    "Circular procurement", "Which department", "Waste and Recycling", "adresse de travail",
    "Heat in small towns", "chaleur dans", "meet.example",
    "leaf blowers", "mobilier municipal", "300 desks", "A bylaw of",
)  # fmt: skip
WHOLE_ROW = literal_column("t::text", String)


def written(folder: Path) -> dict[str, bytes]:
    """What people could read afterwards: the transcript and every mail."""
    return {file.name: file.read_bytes() for file in [folder / "transcript.md", *folder.glob("mail/*.eml")]}


def differing(one: Path, other: Path) -> list[str]:
    """Lines of the transcript, and which files."""
    ours, theirs = ((folder / "transcript.md").read_text("utf-8").splitlines() for folder in (one, other))
    files = written(one).items() ^ written(other).items()
    return [*unified_diff(ours, theirs, lineterm="", n=1), *sorted({name for name, _ in files})]


def in_clear(content: bytes) -> list[str]:
    """The words of people that stand in there, however a database would keep or print them."""
    ways = ("utf-8", "utf-16-le", "utf-16-be")
    kept = {word: [*map(word.encode, ways), word.encode().hex().encode()] for word in WORDS}
    return [word for word, forms in kept.items() if any(form in content for form in forms)]


def database_files(folder: Path) -> dict[str, bytes]:
    """The folder of polls' keys too."""
    files = (*folder.glob("peerbot*"), *folder.glob("peerbot.polls/*"))
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def dump(url: str) -> bytes:
    """All rows of a PostgreSQL database, as it prints them."""
    engine = connect(url)
    with engine.begin() as connection:
        rows = [
            row
            for table in metadata.sorted_tables
            for row in connection.execute(select(WHOLE_ROW).select_from(table.alias("t"))).scalars()
        ]
    engine.dispose()
    return "\n".join(rows).encode()


def test_the_same_seed_tells_the_same_story(told: Path, tmp_path: Path) -> None:
    """To the letter: the transcript of every room, and every mail."""
    play_story(tmp_path, SEED, None)

    assert differing(tmp_path, told) == []


def test_another_seed_tells_it_with_other_codes(told: Path, tmp_path: Path) -> None:
    """Chance is drawn from the seed, and from nowhere else."""
    play_story(tmp_path, SEED + 1, None)

    assert written(tmp_path).keys() != written(told).keys()


def test_the_story_on_postgresql_is_the_same(
    told: Path, tmp_path: Path, new_postgres_database: NewDatabase
) -> None:
    """People cannot tell on which database it is played, and it makes no other."""
    play_story(tmp_path, SEED, new_postgres_database())

    assert differing(tmp_path, told) == []
    assert not list(tmp_path.glob("*.db"))


def test_the_transcript_is_in_both_languages(told: Path) -> None:
    """Each person is spoken to in theirs, rooms in both."""
    transcript = (told / "transcript.md").read_text(encoding="utf-8")

    assert "Your request is with the coordinators." in transcript
    assert "Votre demande est entre les mains de l’équipe de coordination." in transcript
    assert "Welcome / Accueil" in transcript
    assert "- Community: City of Calgary (AB)" in transcript
    assert "- Collectivité\u00a0: Ville de Gatineau (QC)" in transcript


def test_every_promised_letter_is_there(told: Path) -> None:
    """A code for each mailbox that was proven, a confirmation for each who became a member."""
    subjects = [subject_of(file) for file in told.glob("mail/*.eml")]
    codes = [subject for subject in subjects if "code" in subject]
    confirmed = [subject for subject in subjects if "Welcome to" in subject or "bienvenue" in subject]

    assert (len(codes), len(confirmed)) == (16, 14)


def subject_of(letter: Path) -> str:
    return str(message_from_bytes(letter.read_bytes(), policy=default)["Subject"])


def test_no_errand_is_left_over(told: Path) -> None:
    """Each was delivered, or its reason was gone."""
    assert {errand.result for errand in read_errands(sqlite_url(told))} <= {"delivered", "moot"}


async def test_what_people_typed_is_nowhere_in_clear(tmp_path: Path) -> None:
    """Neither in the database, nor in its write-ahead log, nor in the key store."""
    place = Place(
        tmp_path, sqlite_url(tmp_path), PushedClock(base=StillClock(STORY_BEGINS)), SeededEntropy(SEED)
    )
    async with opened(place) as (sandbox, _):
        await Story(sandbox).opening()
        await Story(sandbox).play()
        files = database_files(tmp_path)

    assert {name: in_clear(content) for name, content in files.items() if in_clear(content)} == {}
    assert b"joining.declined_letter" in files["peerbot.db-wal"]
    assert files.keys() >= {"peerbot.db", "peerbot.keys.db"}


def test_what_people_typed_is_nowhere_in_clear_on_postgresql(
    tmp_path: Path, new_postgres_database: NewDatabase
) -> None:
    """No column of any table shows it."""
    url = new_postgres_database()
    play_story(tmp_path, SEED, url)

    shown = dump(url)

    assert in_clear(shown) == []
    assert b"meeting_cancelled" in shown


def test_the_search_for_words_in_clear_finds_them(told: Path) -> None:
    """In the transcript, where they belong, and in the encodings of a database."""
    read = in_clear((told / "transcript.md").read_bytes())

    assert {"Avery", "Gagnon", "Which department"} <= set(read)
    assert in_clear("é Kowalchuk".encode("utf-16-le")) == ["Kowalchuk"]
    assert in_clear(rb"\x" + b"gmail.com".hex().encode()) == ["gmail.com"]
