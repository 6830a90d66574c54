"""The table of scenarios about what is named in public, each with all that it uses."""

from tests.wire.parity import naming
from tests.wire.parity.play import Play

PLAYS = (
    Play(
        naming.a_community_is_named_and_named_no_more,
        """
        command: /peer join, /host community; button: joining.verify, joining.approve, joining.send,
        communities.name, communities.unname, communities.unnamed; form: joining.submit,
        joining.verify, communities.name; lookup: joining.submit community; errand: joining.code,
        joining.card, joining.letter, members.admit, members.welcome, members.entrance
        """,
    ),
)
