"""Members' own pages on the web, for an hour at a time, without a password.

1. A link (`links`) leads there once, and in time: it comes by a letter, by `/peer page`, or to the mailbox of
   whoever asks for one (`asking`).
2. Taking it begins a visit (`visiting`): one browser shows the member's pages for an hour. That is an effect,
   so it takes a press: whoever only follows links, as mail scanners do, begins none.
3. A visit ends by a press, or as soon as the membership does.
"""
