"""How events become rows: one batch, one transaction."""
