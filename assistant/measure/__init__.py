"""How well the assistant understands people, in figures; see the README of the bot."""
