"""The sentences of eligibility: nobody learns from them which domains are listed."""

from adapters.words import PlainWriter, Words
from bot.chat import Reader, Text
from bot.joining.eligibility import ReasonCode

WORDS = Words.load()
# Which of these applies to an address depends on the registry alone.
FROM_THE_REGISTRY = (
    "unlisted_domain", "domain_of_other_community", "lookalike_of_listed", "idn_lookalike", "stale_listing",
    "unconfirmed_domain", "shared_domain", "shared_upper_tier_domain", "listed_domain",
    "listed_domain_subdomain",
)  # fmt: skip
FROM_THE_OFFICE = ("not_organisation_mail", "office_uses_isp_mail")


def said(family: str, code: str, language: str) -> str:
    text = Text(f"eligibility.{family}.{code}")
    return WORDS.say(text, Reader(language, "America/Toronto"), PlainWriter())


def test_an_applicant_does_not_learn_what_the_registry_says() -> None:
    """Whatever it says of the domain, or of the office's own mail, is said in the same words."""
    for language in ("en", "fr"):
        for codes in (FROM_THE_REGISTRY, FROM_THE_OFFICE):
            assert len({said("applicant", code, language) for code in codes}) == 1


def test_to_coordinators_each_reason_is_another_one() -> None:
    """With something else to look at."""
    for language in ("en", "fr"):
        sentences = [said("coordinator", code, language) for code in ReasonCode]

        assert len(set(sentences)) == len(sentences)
