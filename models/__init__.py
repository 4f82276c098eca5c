"""The record: SQLAlchemy mappings, guarded transitions, unit of work, migrations."""
