"""Registries of communities in files: what is read, and every way in which one can be wrong."""

from datetime import UTC, date, datetime

import pytest

from adapters.addresses import LibraryAddresses
from adapters.csv_file import Unreadable
from adapters.registry_file import ROWS_LIMIT, SIZE_LIMIT, RegistryFile, read_registry
from bot.communities.model import Community
from bot.communities.registry import Listed
from tests.public_data import PUBLIC_LIST, beside_the_list

ADDRESSES = LibraryAddresses()
MOMENT = "holds a moment that is not like 2026-11-22T17:00:00+00:00"
NEEDED = "line 1: the first line must name the columns"
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 17, tzinfo=UTC)
HEADER = "id,name,name_fr,kind,type_code,province,domains,source,confidence,as_of,parent_id,mail_class,note"
CALGARY = "4806016,City of Calgary,Ville de Calgary,municipality,CY,AB,calgary.ca,fcm,source,2026,,own,"


def read(*lines: str) -> RegistryFile:
    return read_registry("\n".join(lines).encode(), ADDRESSES, TODAY)


def wrong(*rows: str, header: str = HEADER) -> list[str]:
    """What is told, row by row."""
    return [str(problem) for problem in read(header, *rows).problems]


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read_registry(content, ADDRESSES, TODAY)
    return str(unreadable.value)


def cell(column: str, value: str) -> str:
    """Calgary with another value in one column."""
    cells = dict(zip(HEADER.split(","), CALGARY.split(","), strict=True)) | {column: value}
    return ",".join(cells.values())


# ---- what is read


def test_a_row_is_a_community_with_its_domains() -> None:
    """In the order in which they stand there, with where it is written and since when."""
    file = read(HEADER, cell("domains", "calgary.ca fire.calgary.ab.ca"))

    assert file.problems == ()
    assert file.communities == (
        Community(
            "4806016", "City of Calgary", "Ville de Calgary", "municipality", "AB", "CY", mail_class="own"
        ),
    )
    assert file.listed == tuple(
        Listed("4806016", domain, "fcm", sourced=True, as_of="2026")
        for domain in ("calgary.ca", "fire.calgary.ab.ca")
    )


def test_four_columns_are_enough_in_any_order() -> None:
    """What the file has no column for, it says nothing about."""
    file = read("Province,kind,id,name", "QC,regional,mrc-480,MRC du Fjord")

    assert file.columns == ("province", "kind", "id", "name")
    assert file.communities == (Community("mrc-480", "MRC du Fjord", "", "regional", "QC"),)


def test_other_names_are_parted_by_semicolons() -> None:
    """As many as there are."""
    header, row = (
        "id,name,kind,province,aliases",
        "band-550,xʷməθkʷəy̓əm,first_nation,BC,Musqueam; Musqueam Band",
    )

    assert read(header, row).communities[0].aliases == ("Musqueam", "Musqueam Band")


@pytest.mark.parametrize("content", ["\ufeff{}\n{}", "{}\r\n{}\r\n", "\n{}\n\n{}\n,,,,,,,,,,,,\n"])
def test_what_spreadsheets_add_is_left_out(content: str) -> None:
    """A mark of the byte order, carriage returns, empty lines."""
    file = read_registry(content.format(HEADER, CALGARY).encode(), ADDRESSES, TODAY)

    assert (file.rows, file.problems) == (1, ())


def test_an_apostrophe_that_was_damaged_on_the_way_is_healed() -> None:
    """Official lists have some that were Windows-1252 once."""
    assert read(HEADER, cell("name", "Sambaa K\u0092e")).communities[0].name == "Sambaa K’e"


def test_what_people_said_stands_in_a_column_of_its_own() -> None:
    """Also about domains that no list declares."""
    learned = (
        f"calgary.ca confirmed {AT.isoformat()} operator"
        f" | old.ca revoked {AT.isoformat()} abc | calgary.org listed general 2026-11 the list"
    )
    file = read(f"{HEADER},learned", f"{CALGARY},{learned}")

    assert file.problems == ()
    assert file.listed == (
        Listed(
            "4806016",
            "calgary.ca",
            "fcm",
            sourced=True,
            as_of="2026",
            confirmed_by="operator",
            confirmed_at=AT,
        ),
        Listed("4806016", "old.ca", revoked_by="abc", revoked_at=AT),
        Listed("4806016", "calgary.org", "the list", sourced=False, as_of="2026-11"),
    )


@beside_the_list
def test_a_whole_public_table_is_read_without_a_wrong_row() -> None:
    """All 6,062 of them."""
    file = read_registry(PUBLIC_LIST.read_bytes(), ADDRESSES, TODAY)

    assert (file.rows, file.problems) == (6_062, ())


# ---- what is wrong with a row


@pytest.mark.parametrize(
    "column, value, what",
    [
        ("id", "", "is not made of lower-case letters, digits and hyphens (60 at most)"),
        ("id", "Band 5", "is not made of lower-case letters, digits and hyphens (60 at most)"),
        ("id", "a" * 61, "is not made of lower-case letters, digits and hyphens (60 at most)"),
        ("name", "", "is empty"),
        ("name", "x" * 121, "is too long"),
        ("name", "a\u202eb", "holds characters that cannot be shown safely"),
        ("name_fr", "a\u0007b", "holds characters that cannot be shown safely"),
        ("note", '"two\nlines"', "is more than one line"),
        ("name", "=1+1", "begins like a formula"),
        ("province", "Alberta", "is none of AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT"),
        ("confidence", "high", "is none of source, general"),
        ("confidence", "", "is none of source, general"),
        ("mail_class", "gmail", "is none of own, shared, isp, province"),
        ("as_of", "2026-13", "is no date such as 2026, 2026-11 or 2026-11-22"),
        ("as_of", "22/11/2026", "is no date such as 2026, 2026-11 or 2026-11-22"),
        ("as_of", "1026", "is no date such as 2026, 2026-11 or 2026-11-22"),
        ("as_of", "2026-12", "is in the future"),
        ("parent_id", "Alberta!", "is not made of lower-case letters, digits and hyphens (60 at most)"),
        ("source", "", "is empty: which list says that these are their domains?"),
    ],
)
def test_a_wrong_cell_is_told_by_its_line_and_reason(column: str, value: str, what: str) -> None:
    """In plain words."""
    assert wrong(cell(column, value)) == [f"line 2: {column}: {what}"]


def test_an_unknown_kind_is_told_with_those_that_there_are() -> None:
    """A slip in it would put a community in no list."""
    assert wrong(cell("kind", "town"))[0].startswith("line 2: kind: is none of municipality, regional, ")


@pytest.mark.parametrize(
    "domain, what",
    [
        ("Calgary.ca", "Calgary.ca is not in lower case"),
        ("calgary", "calgary is no domain of mailboxes"),
        ("calgary.ca.", "calgary.ca. is no domain of mailboxes"),
        ("jo@calgary.ca", "jo@calgary.ca is no domain of mailboxes"),
        ("[127.0.0.1]", "[127.0.0.1] is no domain of mailboxes"),
        ("127.0.0.1", "127.0.0.1 is no domain of mailboxes"),
        ("cаlgary.ca", "c\\u0430lgary.ca is not written in plain ASCII letters"),
        ("ab.ca", "ab.ca is a name under which anybody can register"),
        ("quebec", "quebec is a name under which anybody can register"),
        ("gmail.com", "gmail.com is never a community's own (free_mail)"),
        ("sac-isc.gc.ca", "sac-isc.gc.ca is never a community's own (federal)"),
        ("gov.bc.ca", "gov.bc.ca is never a community's own (provincial)"),
        ("mailinator.com", "mailinator.com is never a community's own (disposable)"),
        ("calgary.ca calgary.ca", "calgary.ca stands there twice"),
    ],
)
def test_what_is_no_domain_of_one_community_is_refused(domain: str, what: str) -> None:
    """A list that names it must not make everybody who has it a neighbour."""
    assert wrong(cell("domains", domain)) == [f"line 2: domains: {what}"]


@pytest.mark.parametrize(
    "learned, what",
    [
        ("calgary.ca", "holds something else than: DOMAIN confirmed|revoked MOMENT WHO"),
        ("calgary.ca confirmed yesterday operator", MOMENT),
        ("calgary.ca confirmed 2026-11-20 operator", MOMENT),
        ("calgary.ca confirmed 2027-01-01T00:00:00+00:00 operator", "holds a moment in the future"),
        ("calgary.ca listed source 2026-13 list", "holds no date: 2026-13"),
        (
            f"gmail.com confirmed {AT.isoformat()} operator",
            "gmail.com is never a community's own (free_mail)",
        ),
    ],
)
def test_what_people_said_is_judged_as_well(learned: str, what: str) -> None:
    """It would open the door to as many."""
    assert wrong(f"{CALGARY},{learned}", header=f"{HEADER},learned") == [f"line 2: learned: {what}"]


def test_every_problem_is_told_at_once() -> None:
    """Nobody mends a file by one run for each slip."""
    assert len(wrong(cell("kind", "x"), cell("province", "x"), f"{CALGARY},and more")) == 3


def test_a_community_stands_in_a_file_once() -> None:
    """The second one is told with the line of the first."""
    assert wrong(CALGARY, CALGARY) == ["line 3: id: is the same as in line 2"]


# ---- what is wrong with a file


@pytest.mark.parametrize(
    "content, what",
    [
        (b"", "line 1: the file is empty"),
        (f"{HEADER}\n\0".encode(), "line 2: there is a NUL in it (is it UTF-16?): save it as UTF-8"),
        (HEADER.encode("utf-16"), "line 1: the file is UTF-16: save it as UTF-8"),
        (
            f"{HEADER}\n\n4806016,Montréal".encode("latin-1"),
            "line 3: this is not UTF-8 (is it Latin-1 or Windows-1252?): save it as UTF-8",
        ),
        (
            b'id,name,kind,province\n1,"a',
            "line 2: a quotation mark is not closed, or stands in the middle of a cell",
        ),
        (CALGARY.encode(), f"{NEEDED}: at least id, name, kind, province"),
        (
            b"id;name;kind;province",
            f"{NEEDED} (with commas between them, not semicolons): at least id, name, kind, province",
        ),
        (b"id,name,kind,province,id", "line 1: a column stands there twice: id"),
        (
            b"id,name,kind,province,domains",
            "line 1: a column of domains needs the columns source and confidence",
        ),
        (b" " * (SIZE_LIMIT + 1), "line 1: the file is larger than 20 MB: split it"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_by_its_line(content: bytes, what: str) -> None:
    """As a whole, before any row."""
    assert refused(content) == what


def test_an_unknown_column_is_told_with_those_that_there_are() -> None:
    """It may be a slip for one of them."""
    assert refused(b"id,name,kind,province,domain").startswith(
        "line 1: there is no such column: domain (known: id,"
    )


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    """There are some six thousand communities."""
    rows = "\n".join(f"{number},a,other,AB" for number in range(ROWS_LIMIT + 1))

    assert "there are more than 50,000 rows" in refused(f"id,name,kind,province\n{rows}".encode())
