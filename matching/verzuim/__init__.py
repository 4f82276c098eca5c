"""Days of pupils in; which definitions hold on a day, since when and why out."""
