"""The Python twin of each example deploys the same bytes as the TypeScript one."""
import pytest

from conftest import ROOT, deployable, run_python, run_typescript

EXAMPLES = sorted((path.parent.name, path.stem) for name in ("awscdk", "tf*") for path in ROOT.glob(f"examples/*/{name}.py"))


@pytest.mark.parametrize("scenario, target", EXAMPLES)
def test_same_bytes(scenario, target, root, tmp_path):
    folder = root / "examples" / scenario
    python = run_python(str(folder / f"{target}.py"), out_dir=tmp_path / "python", cwd=folder)
    assert python.returncode == 0, python.stderr
    typescript = run_typescript(folder / f"{target}.ts", tmp_path / "typescript")
    assert typescript.returncode == 0, typescript.stderr

    ours, theirs = deployable(tmp_path / "python"), deployable(tmp_path / "typescript")
    assert ours.keys() == theirs.keys()
    assert len(ours) > 0
    for name, content in ours.items():
        assert content == theirs[name], name
