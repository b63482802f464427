"""Web archive files: what was sent and what came back, byte for byte (ISO 28500, WARC 1.1).

Knows no Scrapy and no database. To write: ``exchange`` says what is kept, ``records`` turns it into
WARC records, ``writing`` puts these into files, ``repair`` mends what a killed run has left. To read:
``reading`` walks the records of a file, ``answers`` gives the answers in files, unpacked by ``http``.
"""
