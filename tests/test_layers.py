"""The arrows of the design: who may import whom, and where heavy libraries live."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("knowledge", "models", "matching", "assistant")
MAY_IMPORT = {
    "knowledge": {"knowledge"},
    "models": {"models"},
    "matching": {"matching", "knowledge"},
    "assistant": {"assistant", "knowledge", "matching", "models"},
}
# Library: the only places that may import it.
AT_HOME = {
    "sqlalchemy": ("models/",),
    "alembic": ("models/",),
    "psycopg": ("models/",),
    "ortools": ("matching/placement/",),
    "sklearn": ("assistant/begrip/", "assistant/leren/"),
    "fastapi": ("assistant/web/",),
    "starlette": ("assistant/web/",),
    "jinja2": ("assistant/web/",),
    "text_to_num": ("assistant/begrip/",),
    "dateparser": ("assistant/begrip/",),
    "argon2": ("assistant/casework/passwords.py",),
    "pyotp": ("assistant/casework/totp.py",),
    "authlib": ("assistant/web/oidc.py",),
    "joserfc": ("assistant/web/oidc.py",),
    "segno": ("assistant/web/qr.py",),
    "typst": ("assistant/documents/",),
    "docx": ("assistant/documents/",),
    # Rasa lives in an environment of its own and is spoken to over HTTP.
    "rasa": (),
    "rasa_sdk": (),
}
# The verifier must not share a line with the solver that it checks.
SOLVER = "matching.placement"


def modules(room: str) -> list[Path]:
    """Return the modules of a room, without the project of Rasa."""
    found = (ROOT / room).rglob("*.py")
    return sorted(p for p in found if "assistant/bot/" not in p.as_posix())


ALL_MODULES = [path for room in ROOMS for path in modules(room)]


def named(path: Path) -> str:
    """Return the path as a reader knows it."""
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Return the full names of what a module imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}: write imports in full"
            assert node.module
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def top(name: str) -> str:
    return name.partition(".")[0]


def test_there_are_modules_to_check():
    assert len(ALL_MODULES) > 50
    assert {top(named(p).replace("/", ".")) for p in ALL_MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", ALL_MODULES, ids=named)
def test_a_room_imports_only_the_rooms_below_it(path: Path):
    room = top(named(path).replace("/", "."))
    ours = {top(name) for name in imports(path)} & {*ROOMS, "tests"}
    assert ours <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", ALL_MODULES, ids=named)
def test_a_heavy_library_is_imported_only_at_home(path: Path):
    for library in {top(name) for name in imports(path)} & AT_HOME.keys():
        homes = AT_HOME[library]
        assert any(named(path).startswith(home) for home in homes), (
            f"{named(path)} imports {library}, which belongs in {homes or 'no room'}"
        )


def test_the_verifier_shares_no_code_with_the_solver():
    verifiers = [p for p in modules("matching") if "verif" in p.stem]
    assert verifiers
    for path in verifiers:
        shared = {name for name in imports(path) if name.startswith(SOLVER)}
        assert {name for name in shared if ".verif" not in name} <= {
            f"{SOLVER}.errors.{name.rpartition('.')[2]}" for name in shared
        }


@pytest.mark.parametrize("path", ALL_MODULES, ids=named)
def test_importing_a_module_does_no_work(path: Path):
    """At the top of a module stand only definitions, constants and a main guard."""
    if named(path) == "models/migrations/env.py":
        pytest.skip("alembic runs this file as a script")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        where = f"{named(path)}:{node.lineno}"
        if isinstance(node, ast.For):
            assert all(
                isinstance(line, ast.Expr) and _registers(line.value)
                for line in node.body
            ), f"{where}: a loop at import time"
        assert not isinstance(node, ast.While | ast.With | ast.Try), where
        if isinstance(node, ast.Expr):
            is_text = isinstance(node.value, ast.Constant)
            assert is_text or _registers(node.value), f"{where}: a call at import time"
        if isinstance(node, ast.If):
            assert _is_guard(node.test), f"{where}: a choice at import time"
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for call in _calls(node.value):
                assert not _touches_the_world(call), f"{where}: {call}() at import time"


def _calls(node: ast.AST) -> list[str]:
    """Return the names of the functions that an expression calls."""
    calls = (n for n in ast.walk(node) if isinstance(n, ast.Call))
    return [ast.unparse(call.func) for call in calls]


def _touches_the_world(call: str) -> bool:
    """Tell whether a call reads files, the environment, the clock or the network."""
    last = call.rpartition(".")[2]
    return (
        call in {"open", "load_knowledge", "read_settings", "open_store", "print"}
        or last.startswith(("read_", "load_", "open_", "connect", "create_engine"))
        or last
        in {"now", "today", "utcnow", "getenv", "run", "Popen", "solve", "urlopen"}
    )


def _registers(node: ast.AST) -> bool:
    """Tell whether a bare call only adds something to a table of its own module."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
        (".include_router", ".add_constructor", ".add_representer", ".model_rebuild")
    )


def _is_guard(test: ast.expr) -> bool:
    """Tell whether an if at the top is for type checking, a script or a platform."""
    text = ast.unparse(test)
    return text in {"TYPE_CHECKING", "typing.TYPE_CHECKING"} or text.startswith(
        ("__name__ ==", "sys.platform", "not TYPE_CHECKING")
    )


@pytest.mark.parametrize("path", ALL_MODULES, ids=named)
def test_the_clock_is_read_in_one_place(path: Path):
    if named(path) == "assistant/context.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in _calls(tree):
        assert call not in {
            *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
            *("datetime.datetime.now", "datetime.date.today", "time.time"),
        }, f"{named(path)} reads the clock; take it from the context"
