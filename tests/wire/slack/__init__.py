"""A loopback Slack that keeps the real rules, each with the page of the documentation that states it.

`workspace` is what there is, `blocks` and `views` what may be shown, `methods` the Web API, `server` its HTTP
face, `deliveries` the two ways in which events reach an app, `people` those who type and press.
"""
