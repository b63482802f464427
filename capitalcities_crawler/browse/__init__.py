"""The archive in a browser: Datasette, told what the archive's tables mean, with three pages of our own.

``metadata`` describes tables and questions to Datasette, ``plugin`` adds the pages, ``server`` opens it all
for this machine alone. Needs the extra ``browse``.
"""
