"""Schema migrations, run by ``archive.schema``."""
