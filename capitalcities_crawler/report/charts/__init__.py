"""Numbers into geometry: what a template needs to draw, in units of an SVG's own pixels."""
