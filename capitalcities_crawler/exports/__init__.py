"""Articles as files, written one after the other so that memory does not grow with the archive.

``nested`` writes JSONL, ``flat`` CSV, ``columns`` Parquet; ``formats`` knows all three, ``files``
gives a file its name when it is whole, ``snapshot`` puts everything into a folder to be cited.
"""
