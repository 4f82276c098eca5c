"""The pages and the JSON API: parse, one casework call, render."""
