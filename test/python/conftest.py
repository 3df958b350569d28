"""What the Python tests share: where things are, and how the TypeScript twin of an example is run."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = ["awscdk", "tfaws", "tfgcp", "tfazure", "tfk8s"]


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    return ROOT


def run_python(program: str, *, out_dir: pathlib.Path | None = None, cwd: pathlib.Path | None = None) -> subprocess.CompletedProcess:
    """Runs a program in a fresh interpreter: imports of one test must not hide what another one lacks."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **({"OUT_DIR": str(out_dir)} if out_dir else {})}
    command = [sys.executable, program] if program.endswith(".py") else [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=cwd, timeout=180)


def run_typescript(program: pathlib.Path, out_dir: pathlib.Path) -> subprocess.CompletedProcess:
    tsx = ROOT / "node_modules" / "tsx" / "dist" / "cli.mjs"
    env = {**os.environ, "OUT_DIR": str(out_dir)}
    return subprocess.run(["node", str(tsx), str(program)], capture_output=True, text=True, env=env, cwd=ROOT, timeout=180)


def deployable(out_dir: pathlib.Path) -> dict[str, object]:
    """What is deployed, by file: templates and Terraform JSON without the metadata of constructs, and the content of assets."""
    files: dict[str, object] = {}
    for path in sorted(out_dir.rglob("*")):
        name = str(path.relative_to(out_dir))
        if path.is_dir() or path.name in {"tree.json", "manifest.json", "cdk.out", "validation-report.json"} or path.name.endswith((".assets.json", ".metadata.json")):
            continue
        files[name] = without_metadata(json.loads(path.read_text())) if path.suffix == ".json" else path.read_bytes()
    return files


def without_metadata(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_metadata(inner) for key, inner in value.items() if key != "//"}
    return [without_metadata(inner) for inner in value] if isinstance(value, list) else value
