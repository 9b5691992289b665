"""The files of ``deploy/`` are what their tools take, and name what is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from summarizer.settings import Settings, variable

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
# of the compose file itself
OTHER_VARIABLES = {"PUENTE_DB_PASSWORD"}
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def unit(tmp_path) -> Path:
    """The unit with the folder of this checkout: systemd looks for its program."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed (Debian: apt-get install systemd)")
    text = (DEPLOY / "puente.service").read_text("utf-8")
    program = "/opt/puente/.venv/bin/streamlit"
    assert text.count(program) == 1
    path = tmp_path / "puente.service"
    path.write_text(text.replace(program, str(BIN / "streamlit")).replace("/opt/puente", str(ROOT)))
    return path


def test_systemd_takes_the_unit(unit):
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr.strip(), done.stderr


def test_the_unit_gives_away_little(unit):
    # 20: of 100, what systemd calls OK; the unit without hardening has 96
    run("systemd-analyze", "security", "--offline=true", "--threshold=20", unit)


def kubernetes() -> list[dict]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))


@pytest.mark.parametrize("document", kubernetes(), ids=lambda d: d["kind"])
def test_kubernetes_takes_the_manifest(document):
    # refuses fields that do not exist as well
    kubernetes_validate.validate(document, "1.30", strict=True)


def test_the_parts_of_the_manifest_fit():
    by_kind = {document["kind"]: document for document in kubernetes()}
    pod = by_kind["Deployment"]["spec"]["template"]
    [container] = pod["spec"]["containers"]
    labels = pod["metadata"]["labels"]
    for kind in ("Service", "PodDisruptionBudget"):
        selector = by_kind[kind]["spec"]["selector"]
        assert (selector.get("matchLabels") or selector).items() <= labels.items()
    [port] = by_kind["Service"]["spec"]["ports"]
    assert port["targetPort"] == container["ports"][0]["containerPort"]
    paths = {
        name: container[f"{name}Probe"]["httpGet"]["path"]
        for name in ("startup", "readiness", "liveness")
    }
    # A database that is away must take a server out of the balancer, and not restart it.
    assert paths["readiness"] == paths["startup"] == "/api/health"
    assert paths["liveness"] == "/_stcore/health"


def test_the_compose_file_is_one():
    run(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec",
        DEPLOY / "compose.yaml")  # fmt: skip


def test_the_container_file_is_sound():
    run(BIN / "hadolint", DEPLOY / "Containerfile")


def test_what_is_built_into_the_image_is_there():
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for source in re.findall(r"^COPY (?:--\S+ )*(\S+)", text, re.MULTILINE):
        assert (ROOT / source).exists(), source
    [sample] = re.findall(r"summarizer/samples/\S+", text)
    assert (ROOT / sample).is_file()
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", ".venv", "build", "tests"} <= set(
        ignored
    )  # no checkout's leftovers in an image


def test_what_is_in_the_image_is_enough(tmp_path):
    """The step of the build that makes a brief, with the files that come into the image and the
    settings that hold in it."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    left_out = [line.removeprefix("**/") for line in (ROOT / ".dockerignore").read_text().split()]
    image = tmp_path / "puente"
    shutil.copytree(ROOT, image, ignore=shutil.ignore_patterns(*left_out))
    [command] = re.findall(r"^RUN (python -m summarizer .*?)(?: > \S+)?$", text, re.MULTILINE)
    settings = dict(re.findall(r"^(?:ENV)?\s+(\w+)=(\S+)", text, re.MULTILINE))
    folders = {name: str(tmp_path) + path for name, path in settings.items() if path[0] == "/"}
    assert folders.keys() == {"PUENTE_DATA_FOLDER", "PUENTE_CACHE_FOLDER"}
    done = subprocess.run(
        [sys.executable, *shlex.split(command)[1:]],
        cwd=image,
        env={"PATH": os.defpath, "HOME": str(tmp_path), **settings, **folders},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "37" in done.stdout


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path):
    known = {variable(name) for name in Settings.model_fields} | OTHER_VARIABLES
    assert set(re.findall(r"PUENTE_[A-Z_]+", path.read_text("utf-8"))) <= known


def test_each_file_is_explained():
    page = (ROOT / "docs" / "deploying.md").read_text("utf-8")
    assert [path.name for path in DEPLOY.iterdir() if f"deploy/{path.name}" not in page] == []
