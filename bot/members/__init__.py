"""Who is in.

One member has one profile and many accounts, linked by the same proven mailbox: one vote, one language,
one set of letters. `actions` are what somebody may do about themselves: the panel, language and time zone,
leaving (which shows first what will happen); `accounts` what they do about their accounts. `errands` open and
close the doors of the platforms. `desk` is what coordinators do: find a member (`finding`), suspend, remove,
reinstate (`telling` says so to the member), and merge two who are one (`merging`). `enrolment` takes in those
whom the network has already.
"""
