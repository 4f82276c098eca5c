"""What Rasa calls: the action webhook."""
