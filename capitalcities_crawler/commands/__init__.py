"""Scrapy commands: each parses arguments, calls one function and prints."""
