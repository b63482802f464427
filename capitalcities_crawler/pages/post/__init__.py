"""Finding a post's parts on a page of an unknown WordPress theme, by what themes have in common.

``root`` finds the body's element and ``heading`` the title; ``zone`` says what around them belongs
to the post. ``runs`` gives the zone's lines of text, from which ``byline``, ``stamp`` and ``terms``
read names, dates and categories; ``prune`` gives the body without all of that.
"""
