"""Discord: interactions in (`client`, `conversation`), words out (`render`, `forms`), calls out (`chat`).

`commands` says which commands there are, `permissions` what the bot may do, `answers` where an answer
appears, `fates` what becomes of it.
"""
