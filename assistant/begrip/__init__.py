"""Understanding: from one Dutch message to intent, fields and term."""
