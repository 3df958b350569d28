import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import kubernetes
from ml_platform_constructs.tfk8s import ExistingRegistry, MlPlatform, ObjectStorage, Smtp

from acme import acme, on_premises, rank

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-ray")
S3Backend(stack, bucket="acme-terraform-state", key="ml/ray-k8s.tfstate", region="eu-central-1", encrypt=True)
ml = MlPlatform(
    stack,
    "Ml",
    **acme,
    kube_context="gpu-cluster",
    object_storage=ObjectStorage(endpoint="https://s3.acme.internal", credentials_secret="s3-writer", read_only_credentials_secret="s3-reader"),
    existing_registry=ExistingRegistry(registry_uri="harbor.acme.internal/ml", pull_secret="harbor-pull"),
    smtp=Smtp(host="smtp.acme.io", sender="ml@acme.io", password_secret="smtp"),
)
train = ml.add_training_cluster("Train", **on_premises)
train.install(kubernetes.GpuOperator())
train.install(kubernetes.S3MountpointDriver(credentials_secret="s3-writer"))
rank(ml, train)
app.synth()
