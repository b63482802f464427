"""Keep a whole WordPress news site as data."""

__version__ = "0.1.0"
