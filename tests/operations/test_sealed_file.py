"""A sealed file is read as it was written, or not at all."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from storage.errors import BackupDamaged, NotABackup, OtherMainKey, StorageError
from storage.sealed_file import SEALED_BYTES, Beginning, Kind, SealedReader, SealedWriter
from storage.sealing import MainKey
from tests.stores import MAIN_KEY
from tests.world import SeededEntropy

ENTROPY = SeededEntropy(1)
MAIN = MainKey(MAIN_KEY, ENTROPY)
FIRST = 74  # bytes in front of the first chunk
LINES = [ENTROPY.bytes(1000).hex().encode() for _ in range(200)]  # more than two chunks, however packed


def written(lines: list[bytes], kind: Kind = Kind.DATA) -> bytes:
    file = BytesIO()
    beginning = Beginning(kind, bytes(16), ENTROPY.bytes(32))
    sealed = SealedWriter(file, beginning, MAIN)
    for line in lines:
        sealed.write(line + b"\n")
    sealed.finish()
    return file.getvalue()


def read(content: bytes, main: MainKey = MAIN) -> list[bytes]:
    return list(SealedReader(BytesIO(content)).lines(main))


def chunks(content: bytes) -> Iterator[bytes]:
    for start in range(FIRST, len(content), SEALED_BYTES):
        yield content[start : start + SEALED_BYTES]


WHOLE = written(LINES)
CHUNKS = list(chunks(WHOLE))


@pytest.mark.parametrize("lines", [[], [b""], [b"one"], [b"\xc3\xa9", b"", b"x" * 1_000_000], LINES])
def test_what_was_written_is_read(lines: list[bytes]) -> None:
    """From nothing at all to several chunks."""
    assert read(written(lines)) == lines


def test_a_file_says_what_it_is_before_it_is_opened() -> None:
    """Its kind and the number of its backup are no secret."""
    beginning = SealedReader(BytesIO(written([], Kind.KEYS))).beginning

    assert (beginning.kind, beginning.number) == (Kind.KEYS, bytes(16))


def test_the_same_lines_are_never_sealed_the_same_way() -> None:
    """Each file has a key of its own; nothing that was written shows."""
    assert len(CHUNKS) > 2
    assert not set(CHUNKS) & set(chunks(written(LINES)))
    assert LINES[0][:20] not in WHOLE


@pytest.mark.parametrize("length", [0, 1, 8, 9, 40])
def test_what_does_not_begin_like_a_backup_is_none(length: int) -> None:
    """An empty file, and one of something else."""
    with pytest.raises(NotABackup):
        read(b"x" * length)


def test_another_main_key_opens_nothing() -> None:
    """And is told from damage."""
    with pytest.raises(OtherMainKey):
        read(WHOLE, MainKey(bytes(32), ENTROPY))


@given(integers(0, len(WHOLE) - 1), integers(0, 7))
def test_a_single_bit_that_was_changed_is_noticed(place: int, bit: int) -> None:
    """Wherever it is, in the beginning too."""
    damaged = bytearray(WHOLE)
    damaged[place] ^= 1 << bit

    with pytest.raises(StorageError):
        read(bytes(damaged))


@given(integers(0, len(WHOLE) - 1))
def test_a_file_that_was_cut_is_noticed(length: int) -> None:
    """Wherever that was."""
    with pytest.raises(StorageError):
        read(WHOLE[:length])


@pytest.mark.parametrize(
    "order", [[0], [0, 1], [0, 2], [1, 0, 2], [0, 1, 1, 2], [0, 1, 2, 2], [2], [], [0, 1, 2, -1]]
)
def test_chunks_are_neither_left_out_nor_moved_nor_repeated(order: list[int]) -> None:
    """Also where one ends and the next begins."""
    last = len(CHUNKS) - 1
    places = [min(place, last) if place >= 0 else 0 for place in order]
    with pytest.raises(BackupDamaged):
        read(WHOLE[:FIRST] + b"".join(CHUNKS[place] for place in places))


def test_a_chunk_of_another_file_is_noticed() -> None:
    """Of the same place, under the same main key, with the same words."""
    other = list(chunks(written(LINES)))

    with pytest.raises(BackupDamaged):
        read(WHOLE[:FIRST] + CHUNKS[0] + other[1] + b"".join(CHUNKS[2:]))


def test_data_is_not_taken_for_keys() -> None:
    """What kind of file it is cannot be changed afterwards."""
    at = WHOLE.index(Kind.DATA.value, 8)

    with pytest.raises(OtherMainKey):
        read(WHOLE[:at] + Kind.KEYS.value + WHOLE[at + 1 :])


def test_something_behind_the_end_is_noticed() -> None:
    """Nobody can add to a backup."""
    with pytest.raises(BackupDamaged):
        read(WHOLE + b"x")
