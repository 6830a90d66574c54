"""Letters: what they are made of and how they are delivered.

`letters` composes (pure), `headers` writes the fields that people's names reach, `identity` is who sends.
`smtp` hands letters to a mail server; `kept` puts them into a folder, for the sandbox and the story.
"""
