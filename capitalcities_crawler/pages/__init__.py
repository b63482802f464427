"""HTML -> items. Pure functions of (page, address, site): no network, no clock, no database."""
