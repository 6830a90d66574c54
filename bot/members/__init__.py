"""Who is in.

One member has one profile and many accounts, linked by the same proven mailbox: one vote, one language,
one set of letters. `actions` are what somebody may do about themselves: the panel, language and time zone,
leaving (which shows first what will happen). `errands` open and close the doors of the platforms.
"""
