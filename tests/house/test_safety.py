"""The house's own rules of safety over the syntax tree; what ruff's S rules and bandit know is left to them.

Each rule names the lines that break it, and is shown to catch what was planted.
"""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.house.test_layout import calls, imported, sources

FOLDERS = ("core", "api", "ui", "pages")
OUTSIDE = {"httpx2", "httpx", "requests", "urllib.request", "http.client", "aiohttp", "smtplib", "socket", "ftplib"}
GREETS = {"core/jobs/sending.py"}  # asks for its own machine's name, and calls nobody
PRIVATE = {"email", "address", "password", "token", "secret", "key", "text", "caption", "phone", "name"}
SECRETS = ("secret", "signature", "digest", "password")
"""Not hashes of long random tokens: how long those are alike tells nothing."""


def calls_out(path: str, tree: ast.Module) -> Iterator[int]:
    """Whoever calls out is an adapter: there, every address is looked at before it is dialled."""
    if not path.startswith("core/adapters/") and path not in GREETS and OUTSIDE & imported(tree):
        yield 1


def compares_secrets(path: str, tree: ast.Module) -> Iterator[int]:
    """A secret is compared in constant time."""
    del path
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
            sides = (node.left, *node.comparators)
            if any(isinstance(side, ast.Constant) for side in sides):
                continue
            named = [getattr(side, "attr", getattr(side, "id", "")) for side in sides]
            if any(name.endswith(SECRETS) for name in named):
                yield node.lineno


def logs_what_is_private(path: str, tree: ast.Module) -> Iterator[int]:
    """A log line holds ids, counts and reasons; nobody's address, words or secrets, and no text put together."""
    del path
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or getattr(getattr(node.func, "value", None), "id", "") != "log":
            continue
        if any(word.arg in PRIVATE for word in node.keywords) or isinstance(
            node.args[0], ast.JoinedStr | ast.BinOp | ast.Call
        ):
            yield node.lineno


def trusts_any_server(path: str, tree: ast.Module) -> Iterator[int]:
    """A certificate is always looked at."""
    del path
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in {"verify", "check_hostname"}:
            if isinstance(node.value, ast.Constant) and node.value.value is False:
                yield node.value.lineno
        elif getattr(node, "attr", getattr(node, "id", "")) in {"CERT_NONE", "_create_unverified_context"}:
            yield node.lineno


def reads_passes_elsewhere(path: str, tree: ast.Module) -> Iterator[int]:
    """Signed passes are read in one place, which says the algorithm itself and takes none from the pass."""
    if "jwt" in imported(tree) and path != "core/accounts/passes.py":
        yield 1
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "jwt.decode":
            given = {word.arg: ast.unparse(word.value) for word in node.keywords}
            if given.get("algorithms") != "[ALGORITHM]" or "verify_signature" in ast.unparse(node):
                yield node.lineno


def writes_ddl(path: str, tree: ast.Module) -> Iterator[int]:
    """SQL that is put together from words is made in one place, from names that the tables have."""
    if path != "core/rows/security.py":
        yield from calls(tree, "DDL")


def asks_for_any_business(path: str, tree: ast.Module) -> Iterator[int]:
    """What row-level security looks at is said by the engine's own listener alone."""
    if path not in {"core/backends/engine.py", "core/rows/security.py"}:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and str(node.value).startswith("app.") and "business" in str(node.value):
                yield node.lineno


RULES: dict[Callable[[str, ast.Module], Iterator[int]], str] = {
    calls_out: "import httpx2",
    compares_secrets: "def f(a, b): return a.signature == b",
    logs_what_is_private: "log.info('sent', email=them.email)",
    trusts_any_server: "client(verify=False)",
    reads_passes_elsewhere: "jwt.decode(token, key, algorithms=told['alg'])",
    writes_ddl: "DDL(f'DROP TABLE {name}')",
    asks_for_any_business: "ask('app.every_business')",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nothing_breaks_it_and_what_is_planted_is_caught(rule: Callable[[str, ast.Module], Iterator[int]]) -> None:
    found = [f"{path}:{line}" for path, tree in sources(*FOLDERS) for line in rule(str(path), tree)]
    assert found == []
    assert list(rule("core/content/planted.py", ast.parse(RULES[rule])))
