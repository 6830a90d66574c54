"""What members fill in to change what the network knows of them."""

from bot.answers import Given
from bot.deliveries import Letter
from bot.joining.model import JoinRequest
from bot.replies import Answer
from tests.core.cast import ANA, Actor
from tests.core.house import House
from tests.core.reading import form_of

ELSEWHERE: dict[str, Given] = {"email": "ana@hamilton.ca", "community": "community:3525005"}


def changes(house: House, who: Actor = ANA, **other: Given) -> Answer:
    """The form as it opens, with some answers put in the place of others."""
    form = form_of(house.types(who, "change"))
    values: dict[str, Given] = {field.name: field.value for field in form.fields}
    return house.fills_in(who, form, **values | other)


def newest_code(house: House) -> str:
    return [x.highlight for x in house.carries_out() if isinstance(x, Letter) and x.highlight][-1]


def proves_change(house: House, who: Actor = ANA, **other: Given) -> Answer:
    """Asked, and the code entered that came to the new mailbox."""
    changes(house, who, **other)
    code = newest_code(house)
    request = house.request(who)
    return house.submits(who, "joining.verify", request.id, 0, code=code, attestation=("attest",))


def waiting_change(house: House, who: Actor = ANA) -> JoinRequest:
    """A member who goes to another employer, as the coordinators get to see it."""
    house.joins(who)
    proves_change(house, who, **ELSEWHERE)
    house.carries_out()
    return house.request(who)
