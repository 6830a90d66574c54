"""Which theme next: one person, one secret ballot, whichever platform it was cast on.

1. A poll is opened with its rules declared beforehand (`model`): the method, who decides, the tie rule.
2. Each member on the roll casts one ballot into the box (`ports`), changes or withdraws it until closing; the
   transaction of a vote writes that one sealed row and nothing else.
3. At closing the ballots are taken out in an order drawn anew and counted (`tally`, pure), the totals are
   published so that anybody can count again from them (`published`, `recounting`), and ballots and key are
   destroyed.
"""
