"""Lists of members as networks keep them: what is read, and every way in which one can be wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.addresses import LibraryAddresses
from adapters.communities import Directory
from adapters.csv_file import Unreadable
from adapters.roster import ROWS_LIMIT, Roster, read_roster
from adapters.roster_rows import Judge
from bot.chat import Named, Reader
from bot.communities.model import Community
from bot.members.enrolment import Entrant
from bot.network import Network
from tests.world import NOON

CALGARY = "4806016"
REGISTRY = Directory([
    *Directory.starter(),
    Community("a", "Hope", "", "municipality", "BC"),
    Community("b", "Hope", "", "municipality", "ON"),
])  # fmt: skip
NETWORK = Network(Named("Peers", "Pairs"), zone="America/Toronto", languages=("fr", "en"))
JUDGE = Judge(LibraryAddresses(), REGISTRY, NETWORK, NOON)
HEADER = "name,address,community"
NEEDED = "name, address, community or community_id"
ANA = "Ana Roy,ana.roy@calgary.ca,Calgary"


def read(*lines: str) -> Roster:
    return read_roster("\r\n".join(lines).encode(), JUDGE)


def one(header: str, row: str) -> Entrant:
    roster = read(header, row)
    assert roster.problems == ()
    (entrant,) = roster.entrants
    return entrant


def wrong(*lines: str) -> list[str]:
    """What is told, row by row."""
    roster = read(*lines)
    return [str(problem) for problem in roster.problems]


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read_roster(content, JUDGE)
    return str(unreadable.value)


# ---- what is read


def test_three_columns_are_enough() -> None:
    """The rest is what the network's settings say."""
    assert one(HEADER, ANA) == Entrant(
        "Ana Roy", "ana.roy@calgary.ca", "ana.roy@calgary.ca", CALGARY, "", Reader("fr", "America/Toronto")
    )


def test_every_column_is_read_in_any_order() -> None:
    """Dates are noon of that day, as the network tells the time."""
    header = "joined_on,Consented_On,zone,language,province,community_id,community,address,name"
    row = "2025-04-30,2025-01-15,America/Halifax,EN,,4806016,,Ana.Roy+peers@Calgary.ca, Ana Roy "

    assert one(header, row) == Entrant(
        "Ana Roy",
        "Ana.Roy+peers@Calgary.ca",
        "ana.roy@calgary.ca",
        CALGARY,
        "",
        Reader("en", "America/Halifax"),
        datetime(2025, 4, 30, 16, tzinfo=UTC),
        datetime(2025, 1, 15, 17, tzinfo=UTC),
    )


def test_today_is_no_later_than_now() -> None:
    """Noon may not have struck yet."""
    early = Judge(JUDGE.addresses, JUDGE.communities, NETWORK, NOON - timedelta(hours=3))
    roster = read_roster(f"{HEADER},joined_on\n{ANA},2026-11-25".encode(), early)

    assert roster.entrants[0].joined_at == NOON - timedelta(hours=3)


@pytest.mark.parametrize(
    "header, row",
    [
        (HEADER, '"Roy, Ana","ana@calgary.ca","City of Calgary"'),
        ("\ufeff" + HEADER, "Ana,ana@calgary.ca,Ville de Calgary"),
        (HEADER, "\n\n,,\nAna,ana@calgary.ca,CALGARY\n\n"),
        (HEADER, "Îyârhe ʔEyx̌ʷtən,ana@calgary.ca,calgary"),
    ],
    ids=["quoted", "BOM", "blank lines", "any script"],
)
def test_files_as_programs_write_them_are_read(header: str, row: str) -> None:
    """Quotes, a byte order mark, rows that say nothing."""
    assert one(header, row).community_id == CALGARY


@pytest.mark.parametrize(
    "cells, expected",
    [
        ("Hope,", ("", "Hope")),
        ("Hope,BC", ("a", "")),
        ("hope,on", ("b", "")),
        ("Hope,QC", ("", "Hope (QC)")),
        ("Nowhere,", ("", "Nowhere")),
        ("Nowhere,YT", ("", "Nowhere (YT)")),
        ("Calgary,AB", (CALGARY, "")),
        ("Calgary,ON", ("", "Calgary (ON)")),
    ],
)
def test_a_name_that_only_one_community_has_is_that_one(cells: str, expected: tuple[str, str]) -> None:
    """Any other stays as it was typed."""
    entrant = one("name,address,community,province", f"Ana,ana@calgary.ca,{cells}")

    assert (entrant.community_id, entrant.community_typed) == expected


def test_how_many_communities_stay_as_typed_is_counted() -> None:
    """The operator may want to look."""
    roster = read(HEADER, ANA, "Luc,luc@nowhere.ca,Nowhere", "Léa,lea@nowhere.ca,Halfway")

    assert (roster.as_typed, roster.rows) == (2, 3)


# ---- what is wrong with a row

CELLS = [
    ("name", "", "is empty"),
    ("name", "7", "has no letter in it"),
    ("name", '"Ana\nRoy"', "is more than one line"),
    ("name", "x" * 121, "is too long"),
    ("name", "Ana\u202eRoy", "holds characters that cannot be shown safely"),
    ("address", "", "is empty"),
    ("address", "nobody", "is no mail address"),
    ("address", "ana@qc.ca", "lacks something before its last part"),
    ("address", "ana@calgаry.ca", "holds letters that can be mistaken for others after the @"),
    ("address", "ana@mailinator.com", "is a throw-away address"),
    ("community", "", "is empty"),
    ("community", "x" * 95, "is too long"),
    ("community_id", "nowhere", "is not in the registry"),
    ("province", "Ontario", "is not two letters such as ON"),
    ("language", "de", "is neither en nor fr"),
    ("zone", "Toronto", "is no time zone such as America/Toronto"),
    ("zone", "../../etc/passwd", "is no time zone such as America/Toronto"),
    ("joined_on", "30/04/2025", "is no date such as 2025-04-30"),
    ("joined_on", "2025-02-30", "is no date such as 2025-04-30"),
    ("joined_on", "2025-W10-1", "is no date such as 2025-04-30"),
    ("joined_on", "0001-01-01", "is no date such as 2025-04-30"),
    ("consented_on", "2026-11-26", "is in the future"),
    ("consented_on", "yes", "is no date such as 2025-04-30"),
]
GOOD = {
    "name": "Ana Roy", "address": "ana@calgary.ca", "community": "Calgary", "community_id": "",
    "province": "", "language": "", "zone": "", "consented_on": "", "joined_on": "",
}  # fmt: skip


@pytest.mark.parametrize("column, cell, what", CELLS)
def test_what_is_wrong_with_a_cell_is_told_by_line_and_column(column: str, cell: str, what: str) -> None:
    """And not repeated."""
    cells = GOOD | {column: cell}
    told = wrong(",".join(cells), ANA + "," * 6, ",".join(cells.values()))

    assert told == [f"line 3: {column}: {what}"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", '"\t=1"', '"\r=1"', " =1"])
@pytest.mark.parametrize("column", ["name", "community", "zone"])
def test_a_formula_is_refused_wherever_it_stands(column: str, cell: str) -> None:
    """It would be worked out in whatever this is written to later."""
    cells = GOOD | {column: cell}

    assert f"line 2: {column}: begins like a formula" in wrong(",".join(cells), ",".join(cells.values()))


def test_all_that_is_wrong_in_all_rows_is_told_at_once() -> None:
    """So that a file is put right once."""
    told = wrong(
        "name,address,community,language", "7,nobody,,de", "Ana,ana@calgary.ca,Calgary,en", "Bo,b,c,d"
    )

    assert told == [
        "line 2: name: has no letter in it",
        "line 2: address: is no mail address",
        "line 2: community: is empty",
        "line 2: language: is neither en nor fr",
        "line 4: address: is no mail address",
        "line 4: language: is neither en nor fr",
    ]


def test_the_same_mailbox_twice_is_told_with_the_first_line() -> None:
    """However it is written."""
    told = wrong(HEADER, ANA, "Luc,luc@montreal.ca,Montréal", "Ana R.,Ana.Roy+news@CALGARY.ca,Calgary")

    assert told == ["line 4: address: is the same mailbox as in line 2"]


@pytest.mark.parametrize("row, count", [("Ana,ana@calgary.ca", 2), ("Ana,ana@calgary.ca,Calgary,x", 4)])
def test_a_row_of_another_length_is_told(row: str, count: int) -> None:
    """Which cell would be which, nobody knows."""
    assert wrong(HEADER, row) == [f"line 2: there are {count} cells where the first line names 3"]


def test_lines_are_counted_as_an_editor_does() -> None:
    """Over cells of several lines, and empty ones."""
    told = wrong(HEADER, '"Ana","ana@calgary.ca","Cal\r\ngary"', "", "Bo,nobody,Calgary")

    assert told == ["line 2: community: is more than one line", "line 5: address: is no mail address"]


# ---- what is wrong with the file

FILES = [
    (b"", "line 1: the file is empty"),
    (b"\xef\xbb\xbf", "line 1: the file is empty"),
    (b"\r\n\r\n", "line 1: the file is empty"),
    (f"{HEADER}\n{ANA}".encode("utf-16"), "line 1: the file is UTF-16: save it as UTF-8"),
    (
        f"{HEADER}\n{ANA}".encode("utf-16-le"),
        "line 1: there is a NUL in it (is it UTF-16?): save it as UTF-8",
    ),
    (f"{HEADER}\n{ANA}\0".encode(), "line 2: there is a NUL in it (is it UTF-16?): save it as UTF-8"),
    (
        f"{HEADER}\n{ANA}\nMontréal".encode("latin-1"),
        "line 3: this is not UTF-8 (is it Latin-1 or Windows-1252?): save it as UTF-8",
    ),
    (
        f"{HEADER}\n{ANA}\n“Ana”".encode("cp1252"),
        "line 3: this is not UTF-8 (is it Latin-1 or Windows-1252?): save it as UTF-8",
    ),
    (
        f'{HEADER}\n{ANA}\n"Luc,luc@montreal.ca,Montréal\n{ANA}\n'.encode(),
        "line 3: a quotation mark is not closed, or stands in the middle of a cell",
    ),
    (
        f'{HEADER}\n"An"a,ana@calgary.ca,Calgary'.encode(),
        "line 2: a quotation mark is not closed, or stands in the middle of a cell",
    ),
    (
        ANA.encode(),
        f"line 1: the first line must name the columns: {NEEDED}",
    ),
    (
        b"name,address\n",
        f"line 1: the first line must name the columns: {NEEDED}",
    ),
    (
        f"{HEADER};zone".replace(",", ";").encode(),
        f"line 1: the first line must name the columns (with commas between them, not semicolons): {NEEDED}",
    ),
    (f"{HEADER},name\n".encode(), "line 1: a column stands there twice: name"),
]


@pytest.mark.parametrize("content, told", FILES)
def test_a_file_that_cannot_be_read_is_told_in_one_line(content: bytes, told: str) -> None:
    """With its place and what to do."""
    assert refused(content) == told


def test_columns_that_there_are_not_are_named() -> None:
    """Together with those that there are."""
    told = refused(f"{HEADER},phone,\u202etitle,\n".encode())

    assert told.startswith(
        "line 1: there is no such column: (a column without a name), phone, title (known: "
    )


def test_a_file_without_a_header_quotes_nobody() -> None:
    """Its first line may be a person."""
    assert "Ana" not in refused(f"{ANA}\nLuc,luc@montreal.ca,Montréal".encode())


def test_ten_thousand_rows_are_read_and_no_more() -> None:
    """A longer list is split."""
    rows = [f"Ana,ana{number}@calgary.ca,Calgary" for number in range(ROWS_LIMIT)]

    assert len(read(HEADER, *rows).entrants) == ROWS_LIMIT
    assert refused("\n".join([HEADER, *rows, ANA]).encode()) == (
        "line 10002: there are more than 10,000 rows: split the file"
    )


def test_no_problem_quotes_what_stands_in_the_file() -> None:
    """Whatever is wrong with it."""
    canary = "hunter2canary"
    cells = {column: f"{canary} {column}" for column in GOOD} | {"name": f"={canary}", "community_id": canary}
    told = wrong(",".join(cells), ",".join(cells.values()))

    assert len(told) > 4
    assert canary not in "".join(told)
