"""Refuse what must not be fetched or believed."""
