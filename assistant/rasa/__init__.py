"""How the app talks to Rasa; nothing of Rasa itself is imported here."""
