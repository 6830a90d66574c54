"""Names reduced to what somebody may type on an English or French keyboard, to find them; never to show them.

`Montréal`, `montreal` and `MONTREAL` fold alike, as do `xʷməθkʷəy̓əm` and `xwmethkweyem`, `Kahnawà:ke` and
`kahnawake`, `St. John's` and `st johns`. What differs only after folding is different people or places:
folded text is never a key.
"""

from __future__ import annotations

import unicodedata

# Letters that look alike are the subject here.
# ruff: noqa: RUF001

# Letters that Unicode does not take apart, each as what is usually typed for it. Glottal stops are typed as
# an apostrophe or not at all; a colon and its relatives lengthen a vowel in Mohawk: all are dropped, so
# that they do not split a word. (The 7 that Skwxwu7mesh writes for a glottal stop is a 7.)
_TYPED_AS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ŧ": "t", "ħ": "h",
        "ŋ": "ng", "ɴ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ɩ": "i", "ɨ": "i", "ʉ": "u", "ɣ": "g",
        "ł": "l", "ɫ": "l", "ɬ": "l", "ƚ": "l", "ƛ": "tl", "λ": "l", "θ": "th", "χ": "x", "ꭓ": "x",
        "ⱥ": "a", "ȼ": "c", "ⱦ": "t", "ꝁ": "k",
    }
)  # fmt: skip
_DROPPED = dict.fromkeys(map(ord, "'’‘‛`´′ʹʻʼʽʾʿˀˁˈꞌꞋʔʕɁɂːˑ꞉:·ꞏ"))
_MARKS = frozenset({"Mn", "Me", "Cf"})
_KEPT = frozenset("LNM")


def fold(text: str) -> str:
    """Lower-case words of plain letters and digits, with one space between them; "" when there are none."""
    bare = _without_marks(_without_marks(text.translate(_DROPPED)).casefold())
    return " ".join("".join(map(_letter, bare.translate(_TYPED_AS))).split())


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text).translate(_DROPPED)
    return "".join(part for part in parts if unicodedata.category(part) not in _MARKS)


def _letter(character: str) -> str:
    return character if unicodedata.category(character)[0] in _KEPT else " "
