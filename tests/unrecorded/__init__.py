"""What shows that nothing which people say is kept: `canaries` are words that can be found again, `disguises`
how they may be written, `unpacking` where they may be packed, `search` finds them; `voices` say them, on the
platforms and in a year of the sandbox; `run` is such a year in a process of its own, `held` all that it left.
"""
