"""The house's own rules, each as a small test over the syntax tree."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EDGES = ("app.py", "celery_app.py", "server.py", "worker.py")
SQL = {"sqlmodel", "sqlalchemy", "core.rows", "core.system", "core.adapters", "core.tables"}
TOP = {
    ".ci", ".env.example", ".github", ".gitignore", ".npmrc", ".streamlit", "CHANGELOG.md", "Makefile", "README.md",
    "api", "app.py", "bench", "celery_app.py", "core", "data", "docs", "migrations", "pages", "pyproject.toml",
    "requirements-dev.in", "requirements-dev.txt", "requirements-server.in", "requirements-server.txt",
    "requirements.in", "requirements.txt", "server.py", "static", "tests", "ui", "worker.py",
}  # fmt: skip
LOCAL = {".git", ".venv", ".env", "test-artifacts", "node_modules", "htmlcov", ".coverage"}


def sources(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST, name: str) -> list[int]:
    """The lines on which something of this name is called, bare or as an attribute."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == name
    ]


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_only_known_things_lie_at_the_top() -> None:
    found = {path.name for path in ROOT.iterdir()} - LOCAL
    found = {name for name in found if not name.endswith(("_cache", "__pycache__")) and name != ".hypothesis"}
    assert found <= TOP, f"place these on purpose: {found - TOP}"


@pytest.mark.parametrize("name", EDGES)
def test_no_start_touches_sql(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text())
    touched = {one for one in imported(tree) for banned in SQL if one == banned or one.startswith(f"{banned}.")}
    assert touched == set()


def test_only_accounts_cuts_keys() -> None:
    cut = {str(path) for path, tree in sources("core", "api", "ui", "pages") if calls(tree, "Key")}
    assert cut == {"core/accounts/members.py"}


def test_the_door_across_businesses_has_a_guest_list() -> None:
    guests = {
        "core/accounts/members.py",
        "core/jobs/clock.py",
        "core/audience/counting.py",  # whose link somebody follows
        "core/jobs/schedule.py",
        "core/backup.py",
        "core/jobs/skip.py",
        "core/jobs/sending.py",
        "core/outbox/errand.py",  # the Claim type alone
        "core/outbox/settle.py",  # the Claim type alone
        "core/publishing/publish.py",  # the Claim type alone
        "core/publishing/taken.py",  # the Claim type alone
        "core/publishing/to_people.py",  # the Claim type alone
        "core/messaging/deliver.py",  # the Claim type alone
        "core/accounts/invitations.py",
        "core/pulse.py",
        "core/seed/sandbox.py",
        "core/system/__init__.py",  # its own statements
    }
    seen = {
        str(path)
        for path, tree in sources("core", "api", "ui", "pages")
        if any(name == "core.system" or name.startswith("core.system.") for name in imported(tree))
    }
    assert seen == guests


def test_only_the_door_opens_across_businesses() -> None:
    seen = {str(path) for path, tree in sources("core", "api", "ui", "pages") if "SYSTEM" in ast.dump(tree)}
    assert seen == {
        "core/backends/__init__.py",
        "core/backends/engine.py",
        "core/rows/guard.py",
        "core/system/__init__.py",
    }


def test_sql_is_never_handed_to_the_driver_as_text() -> None:
    seen = {str(path) for path, tree in sources("core", "api", "ui", "pages") if calls(tree, "exec_driver_sql")}
    assert seen == {"core/backends/engine.py", "core/rows/bulk.py"}  # settings; names of our own tables and columns
    spelled = re.compile(r"\b(sa|sqlalchemy)\.text\(|import .*\btext\b")
    raw = {str(path) for path, _ in sources("core", "api") if spelled.search((ROOT / path).read_text())}
    assert raw == {"core/tables/publishing.py"}


@pytest.mark.parametrize(
    "banned", ["unsafe_allow_html", "use_container_width", "cache_data", "experimental_rerun", "case _:", "utcnow"]
)
def test_banned_words(banned: str) -> None:
    guilty = [
        str(path)
        for folder in ("core", "api", "ui", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if banned in path.read_text(encoding="utf-8")
    ]
    assert guilty == []


def test_no_file_is_too_long_to_read() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path, _ in sources("core", "api", "ui", "pages", "tests", "bench")
    }
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|[Cc]oming soon|[Ll]orem ipsum")
    guilty = [
        str(path.relative_to(ROOT))
        for folder in ("core", "api", "ui", "pages", "docs", "data")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".toml"} and "local" not in path.parts and words.search(path.read_text())
    ]
    assert guilty == []


def test_a_visitor_is_never_shown_our_code() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["client"]["showErrorDetails"] == "none"


def test_a_file_made_on_a_click_does_not_ask_the_session() -> None:
    """Streamlit makes it in a thread of its own, where nobody is signed in: ``shell.later`` takes the key along."""
    found = [
        f"{path}:{call.lineno}"
        for path, tree in sources("pages", "ui")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "download_button"
        for data in [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "data")]
        if not (isinstance(data, ast.Call) and getattr(data.func, "attr", "") == "later")
        and not (isinstance(data, ast.Lambda) and not {"shell", "session", "st"} & names(data))
    ]
    assert not found


def names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
