"""Public webinars are for everybody: whoever wants to come registers on a page, without being a member.

1. Somebody leaves an address (`registering`). The answer is the same whether or not it is known, and one
   letter a day goes there at most; nobody is registered before they confirm by the link in it (`guesting`).
2. Then their calendar is invited (`letters`) and hears of each change (`following`); a day before it they
   are reminded, and afterwards they are sent the recording, where there is one.
3. Whoever withdraws, by the link in each letter or in their calendar, is forgotten at once; everybody else
   some weeks after the webinar. Those who run it see how many there are, and never who.
"""
