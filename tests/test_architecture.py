"""The shape of the house: data flows one way, and nothing is there that is not written down."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "summarizer"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in LIBRARY.rglob("*.py")}


def imports_of(name: str, everywhere: bool = True) -> set[str]:
    """The modules of ours that ``name`` imports (with ``everywhere`` False: when it is loaded,
    not in functions or for type checkers only)."""
    path = MODULES[name]
    tree = ast.parse(path.read_text("utf-8"))
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and not everywhere:
                continue
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.Import):
                found.update(a.name for a in child.names if a.name.startswith("summarizer"))
            if isinstance(child, ast.ImportFrom) and (child.module or "").startswith("summarizer"):
                for alias in child.names:
                    full = f"{child.module}.{alias.name}"
                    found.add(full if full in MODULES else child.module)
            visit(child)

    visit(tree)
    return found - {"summarizer", name}


def test_the_domain_model_imports_nothing_of_ours():
    assert imports_of("summarizer.brief") == set()
    assert imports_of("summarizer.errors") == set()


def test_no_circle_of_imports():
    graph = {name: imports_of(name, everywhere=False) & MODULES.keys() for name in MODULES}
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            pytest.fail("a circle of imports: " + " -> ".join((*path[path.index(name) :], name)))
        if name not in done:
            for other in sorted(graph[name]):
                walk(other, (*path, name))
            done.add(name)

    for name in sorted(graph):
        walk(name, ())


# A stage may use the stages before it, never one after it.
ORDER = [
    ("summarizer.reading",),
    ("summarizer.language",),
    ("summarizer.sentences",),
    ("summarizer.figures",),
    # The guards judge plain texts: what a model wrote of the article, and translations, which are
    # tried again where one fails.
    ("summarizer.checking",),
    ("summarizer.summarising",),
    ("summarizer.alignment",),
    ("summarizer.translating",),
    ("summarizer.pipeline",),
    ("summarizer.store", "summarizer.rendering", "summarizer.wording"),
    ("summarizer.web", "summarizer.serving", "summarizer.cli"),
]


def rank_of(name: str) -> int | None:
    for rank, stages in enumerate(ORDER):
        if any(name == stage or name.startswith(stage + ".") for stage in stages):
            return rank
    return None


def test_data_flows_one_way():
    wrong = [
        f"{name} imports {other}"
        for name in MODULES
        for other in imports_of(name)
        if rank_of(name) is not None
        and rank_of(other) is not None
        and rank_of(other) > rank_of(name)
    ]
    assert wrong == []


def test_the_languages_have_the_same_files():
    english, spanish = (
        {path.name for path in (LIBRARY / "figures" / language).iterdir() if path.is_file()}
        for language in ("en", "es")
    )
    assert english == spanish


def test_the_public_names_exist():
    assert set(summarizer.__all__) == {"__version__", *summarizer._HOMES}
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_setting_is_documented(name):
    field = Settings.model_fields[name]
    row = next(
        line
        for line in (ROOT / "docs" / "settings.md").read_text("utf-8").splitlines()
        if line.startswith(f"| `PUENTE_{name.upper()}` |")
    )
    assert field.description in row


def test_help_needs_nothing_heavy():
    code = (
        "import sys; from summarizer.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'spacy', 'streamlit', 'pydantic'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_each_command_is_documented():
    from summarizer.cli import _commands

    readme = (ROOT / "README.md").read_text("utf-8")
    docs = readme + "".join(p.read_text("utf-8") for p in (ROOT / "docs").glob("*.md"))
    missing = [name for name in _commands() if f"python -m summarizer {name}" not in docs]
    assert missing == []
