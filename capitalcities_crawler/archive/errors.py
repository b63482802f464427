"""What can go wrong with an archive, for people."""


class ArchiveError(Exception):
    """Raised when the archive cannot be used; the message is one line that says what to do."""


class UnstorableError(ArchiveError):
    """Raised when the database is well but refuses these values; others may go in."""
