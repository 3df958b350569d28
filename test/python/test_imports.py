"""Each submodule imports first, in a fresh interpreter: two that inherit from each other would fail here and nowhere else."""
import pytest

from conftest import TARGETS, run_python


@pytest.mark.parametrize("submodule", TARGETS)
def test_imports_first(submodule):
    done = run_python(f"from ml_platform_constructs import {submodule}; print({submodule}.MlPlatform.__name__)")
    assert done.stdout.strip() == "MlPlatform", done.stderr


@pytest.mark.parametrize("submodule", TARGETS)
def test_imports_after_the_root(submodule):
    done = run_python(f"import ml_platform_constructs as ml; import ml_platform_constructs.{submodule} as target; print(ml.Profile.production().name)")
    assert done.stdout.strip() == "production", done.stderr
