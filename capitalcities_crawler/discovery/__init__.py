"""Sources of article addresses: one small module each, all with the same interface."""
