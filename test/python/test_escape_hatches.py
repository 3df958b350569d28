"""What a construct made can be reached and changed from Python, although the provider's own classes are not part of the package."""
import json

from cdktf import App, LocalBackend, TerraformStack
from ml_platform_constructs import tfk8s


def test_add_override_on_an_exposed_resource(tmp_path):
    app = App(outdir=str(tmp_path / "out"))
    stack = TerraformStack(app, "ml")
    LocalBackend(stack, path="ml.tfstate")
    ml = tfk8s.MlPlatform(
        stack,
        "Ml",
        kube_context="gpu-cluster",
        object_storage=tfk8s.ObjectStorage(endpoint="https://s3.acme.internal", credentials_secret="s3"),
        existing_registry=tfk8s.ExistingRegistry(registry_uri="harbor.acme.internal/ml", pull_secret="harbor"),
    )
    ml.network_resource.add_override("metadata.annotations", {"owner": "ml@acme.io"})
    app.synth()

    synthesized = json.loads((tmp_path / "out" / "stacks" / "ml" / "cdk.tf.json").read_text())
    (namespace,) = synthesized["resource"]["kubernetes_namespace_v1"].values()
    assert namespace["metadata"]["annotations"] == {"owner": "ml@acme.io"}
