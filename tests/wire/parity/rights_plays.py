"""The part of the table that is about people's rights."""

from tests.wire.parity import rights
from tests.wire.parity.play import Play

PLAYS = (
    Play(
        rights.a_member_looks_at_what_is_held,
        """
        command: /peer join, /peer privacy, /peer data, /peer mail; button: joining.verify,
        joining.approve, joining.send, rights.data, rights.lists, rights.deeds, rights.purposes,
        rights.export, rights.mail_on, rights.mail_off; form: joining.submit, joining.verify; lookup:
        joining.submit community; errand: joining.code, joining.card, joining.letter, members.admit,
        members.welcome, members.entrance
        """,
    ),
    Play(
        rights.a_member_is_forgotten,
        """
        command: /peer join, /peer forget; button: joining.verify, joining.approve, joining.send,
        rights.privacy, rights.forget, rights.forgotten; form: joining.submit, joining.verify;
        lookup: joining.submit community; errand: joining.code, joining.card, joining.letter,
        members.admit, members.welcome, members.dismiss, members.entrance, rights.forgotten_letter
        """,
    ),
    Play(
        rights.somebody_without_an_account_asks_by_mail,
        """
        errand: members.entrance, rights.export_letter, rights.privacy_letter, rights.mail_letter,
        rights.forget_letter, rights.forgotten_letter
        """,
    ),
)
