"""What the doctor says of the folder of polls' keys, and how it comes to know."""

from contextlib import closing
from pathlib import PurePosixPath

from adapters.disk import Mount
from adapters.doctor import Finding, check_place
from adapters.poll_doctor import check_poll_keys
from storage.connecting import poll_folder
from storage.poll_key_state import found_in
from tests.operations.poll_folder import file_of
from tests.promises.boxes import opens
from tests.stores import open_anew


def said(*, polls: int = 1, lost: int = 0, unknown: int = 0, is_home: bool = True) -> tuple[str, str]:
    found: Finding = check_poll_keys(polls=polls, lost=lost, unknown=unknown, known_by="it", is_home=is_home)
    return found.verdict.value, found.said


def test_a_folder_that_is_not_theirs_is_a_failure_where_polls_have_keys() -> None:
    """It is said how to give them up, should they be lost for good."""
    verdict, sentence = said(is_home=False)

    assert (verdict, sentence[-11:]) == ("fail", "touch it in it"[-11:])
    assert said(is_home=False, polls=0)[0] == "ok"


def test_lost_keys_are_a_failure_and_unknown_files_a_warning() -> None:
    """The first is said when there are both."""
    assert [said(lost=1, unknown=1)[0], said(unknown=1)[0], said()[0]] == ["fail", "warn", "ok"]


def test_what_is_in_the_folder_is_found_out(database_url: str) -> None:
    """As it is with an open poll; with a file of others', and without the key; in another folder."""
    with closing(open_anew(database_url)) as storage:
        opens(storage)
    folder = poll_folder(database_url)
    states = [found_in(database_url)]
    (folder / "another").touch()
    file_of(database_url).unlink()
    states.append(found_in(database_url))
    (folder / states[0].known_by).unlink()
    states.append(found_in(database_url))

    told = [(state.polls, state.lost, state.unknown, state.is_home) for state in states]
    assert told == [(1, 0, 0, True), (1, 1, 1, True), (1, 1, 1, False)]


def test_a_network_share_is_right_for_the_folder_and_memory_is_not() -> None:
    """Several machines may need one; of databases' files it is said."""
    mounts = [Mount(PurePosixPath("/share"), "nfs4"), Mount(PurePosixPath("/shm"), "tmpfs")]

    def told(path: str, *, shared: bool) -> str:
        return check_place("it", PurePosixPath(path), mounts, "", shared=shared).verdict.value

    assert [told("/share/it", shared=True), told("/share/it", shared=False)] == ["ok", "warn"]
    assert told("/shm/it", shared=True) == "warn"
