"""Finding a post's parts on a page of an unknown WordPress theme, by what themes have in common."""
