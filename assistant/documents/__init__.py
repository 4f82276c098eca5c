"""Documents to hand over: one content, as Word, as accessible PDF and as JSON."""
