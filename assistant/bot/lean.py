"""Leave out the libraries that this bot does not use; see the README.

Rasa imports every component it knows before it looks at ``config.yml``: more than half
of its start goes to TensorFlow, which only DIET and TED need. After ``leave_out`` such
a library is a stand-in: classes can be derived from its names and functions decorated,
but a model that really needs it ends at once with an error, so no wrong answer can
come of it.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

UNUSED = frozenset({"tensorflow", "tensorflow_addons", "keras", "jax", "matplotlib"})


def leave_out() -> None:
    """Put stand-ins in the place of the libraries; call it before importing Rasa."""
    sys.meta_path.insert(0, _Finder())


class _StandIn(type):
    """The type of a name in a stand-in; its attributes are stand-ins too."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if not vars(cls).get("is_stand_in"):
            raise RuntimeError(
                f"{cls.__name__} needs a library that lean.py leaves out; "
                "take that library out of UNUSED."
            )
        # As a decorator it leaves what it decorates as it is.
        return args[0] if len(args) == 1 and callable(args[0]) else cls


def _stand_in(name: str) -> Any:
    return _StandIn(name, (), {"is_stand_in": True})


class _Module(ModuleType):
    """A module in which every name is a stand-in."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(name)


class _Finder(MetaPathFinder, Loader):
    """Finds the unused libraries before Python does."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        """Return a stand-in for an unused library and all below it."""
        if fullname.partition(".")[0] not in UNUSED:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module; nothing is read from disk."""
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: there is nothing to run."""
