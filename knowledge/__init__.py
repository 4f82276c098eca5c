"""What the field knows, as dated data rows with a source, and their typed loading."""
