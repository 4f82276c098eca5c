"""Everything a person talks to: chat, pages, command line and the use cases behind."""
