"""Errors of the room ``assistant``; each carries one clear Dutch message."""

from __future__ import annotations


class AssistantError(Exception):
    """The base of everything this room refuses, in one Dutch sentence or two."""


class CaseworkError(AssistantError):
    """A use case cannot be done; nothing was changed."""


class NotFoundError(CaseworkError):
    """What was asked for is not in the record."""


class NotAllowedError(CaseworkError):
    """This person, or this state of the case, does not allow it."""


class InputError(CaseworkError):
    """What a person or a file gave cannot be used."""


class ImportFileError(InputError):
    """A file cannot be read; names the file, the line and the column."""


class AccessError(CaseworkError):
    """A one-time link does not open anything (used, expired or unknown)."""


class SignInError(CaseworkError):
    """Signing in did not work; the message never says which part was wrong."""


class WaitError(SignInError):
    """Signing in went wrong too often; it may be tried again after a while."""


class VaultError(CaseworkError):
    """What is sealed cannot be opened, or nothing can be sealed now."""


class ChangedMeanwhileError(NotAllowedError):
    """Somebody else changed the same thing since this person opened it."""
