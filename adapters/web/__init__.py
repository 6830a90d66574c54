"""What the bot answers over HTTP: pages for people without a chat, members' calendar feeds, health, figures.

How a page is put together. A handler hands what somebody did to the `Door`, as a chat does (`Command`,
`Press`, `Submission`, with a `Person` whose identity is `bot.pages.at(token)`), and gets a `Reply`. `Pages`
(`pages.py`) fills a template with it: each extends `shell.html`, which has the head, the language switch and
the landmarks; `parts.html` draws a `Card` (`card`), a `Form` (`form`, from a `Filled` of `filled.py`, which
keeps what was typed beside what is wrong with it) and the summary of errors. In a template `say(value)` words
any `Value` natively (`html.py`), `t("id", name=value)` a message of the catalogues; nothing else holds words.
`address("join")` leads to a page in the page's own language.

What acts is a POST and ends in a redirect (`303`) to a page that shows how things stand; a GET changes
nothing. `bodies.py` reads what was posted, bounded in size and time, and refuses other sites. `faults.py`
turns what is refused or fails into a short page, `protection.py` puts the headers on everything. A slice of
pages is a class with `routes()`; `site.py` puts them together.
"""
