"""A compressed file that only the main key opens, written and read as a stream.

It begins in the clear: what kind of file it is, the random number of its backup, a salt, and a mark by which
a wrong main key is told from a damaged file. The rest is AES-256-GCM in chunks of one size, under a key of
this file alone (HKDF of the main key with the salt, bound to the beginning). The nonce of a chunk is its
number and whether it is the last one: so none can be left out, moved, or taken from elsewhere.
"""

from __future__ import annotations

import hmac
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import BackupDamaged, NotABackup, OtherMainKey
from storage.sealing import MainKey

MAGIC = b"peerbot\x01"  # the last byte is the version of the format
NUMBER_BYTES = 16
SALT_BYTES = 32
MARK_BYTES = 16
KEY_BYTES = 32
CHUNK_BYTES = 64 * 1024
SEALED_BYTES = CHUNK_BYTES + 16
LEVEL = 1  # of zlib: what is sealed gets no smaller, and the rest does by the first


class Kind(Enum):
    """Data and keys are never in one file."""

    DATA = b"d"
    KEYS = b"k"


@dataclass(frozen=True, slots=True)
class Beginning:
    """`number` is the same in the two files of one backup."""

    kind: Kind
    number: bytes
    salt: bytes

    def written(self) -> bytes:
        return MAGIC + self.kind.value + self.number + self.salt

    def derive(self, main: MainKey) -> tuple[AESGCM, bytes]:
        """The key of this file, and the mark."""
        made = main.derive(self.written(), self.salt, KEY_BYTES + MARK_BYTES)
        return AESGCM(made[:KEY_BYTES]), made[KEY_BYTES:]


def _nonce(chunk: int, *, last: bool) -> bytes:
    return chunk.to_bytes(11) + bytes([last])


class SealedWriter:
    """What is written is in the file once `finish` has returned; making it durable is the caller's affair."""

    def __init__(self, file: BinaryIO, beginning: Beginning, main: MainKey) -> None:
        self._file = file
        self._key, mark = beginning.derive(main)
        self._packed = zlib.compressobj(LEVEL)
        self._waiting = bytearray()
        self._chunks = 0
        file.write(beginning.written() + mark)

    def write(self, content: bytes) -> None:
        self._waiting += self._packed.compress(content)
        while len(self._waiting) > CHUNK_BYTES:  # a whole one may still be the last
            self._seal(last=False)

    def finish(self) -> None:
        self._waiting += self._packed.flush()
        while len(self._waiting) > CHUNK_BYTES:
            self._seal(last=False)
        self._seal(last=True)

    def _seal(self, *, last: bool) -> None:
        content = bytes(self._waiting[:CHUNK_BYTES])
        del self._waiting[:CHUNK_BYTES]
        self._file.write(self._key.encrypt(_nonce(self._chunks, last=last), content, None))
        self._chunks += 1


class SealedReader:
    """Raises `NotABackup` when the file does not begin like one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        if file.read(len(MAGIC)) != MAGIC:
            raise NotABackup
        try:
            kind = Kind(file.read(1))
        except ValueError:
            raise NotABackup from None
        self.beginning = Beginning(kind, file.read(NUMBER_BYTES), file.read(SALT_BYTES))
        self._mark = file.read(MARK_BYTES)

    def lines(self, main: MainKey) -> Iterator[bytes]:
        """All that was written, without the ends of lines; raises `OtherMainKey`, and `BackupDamaged` as
        soon as something is not as it was written: what came before that was."""
        key, mark = self.beginning.derive(main)
        if not hmac.compare_digest(mark, self._mark):
            raise OtherMainKey
        packed, rest = zlib.decompressobj(), b""
        for chunk in self._chunks(key):
            *whole, rest = (rest + packed.decompress(chunk)).split(b"\n")
            yield from whole
        if rest or not packed.eof:
            raise BackupDamaged

    def _chunks(self, key: AESGCM) -> Iterator[bytes]:
        number, sealed = 0, self._file.read(SEALED_BYTES)
        while sealed:
            following = self._file.read(SEALED_BYTES)
            try:
                yield key.decrypt(_nonce(number, last=not following), sealed, None)
            except InvalidTag:
                raise BackupDamaged from None
            number, sealed = number + 1, following
