"""Where pages are: each spider asks for them politely and hands them to ``pages``."""
