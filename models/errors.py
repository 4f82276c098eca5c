"""Errors of the record; each carries one clear Dutch message."""

from __future__ import annotations


class RecordError(Exception):
    """The base of everything the record refuses."""


class StoreError(RecordError):
    """The database cannot be opened, reached or brought up to date."""


class TransitionError(RecordError):
    """A case cannot go from this status to that one."""


class AppendOnlyError(RecordError):
    """Something tried to change or remove what is only ever added to."""
