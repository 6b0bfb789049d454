"""Makes the outlines of countries that the maps of briefs are drawn on: run once, keep what it writes."""
