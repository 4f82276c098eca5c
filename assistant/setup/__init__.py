"""Get the program ready and keep it running: environments, bot, record, processes."""
