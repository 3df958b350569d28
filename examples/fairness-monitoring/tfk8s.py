import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import Machine, NodeGroup, Scaling
from ml_platform_constructs.tfk8s import ExistingRegistry, Identity, MlPlatform, ObjectStorage, Smtp, TrainingCluster

from acme import acme, credit

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-credit")
S3Backend(stack, bucket="acme-terraform-state", key="ml/credit-k8s.tfstate", region="eu-central-1", encrypt=True)
ml = MlPlatform(
    stack,
    "Ml",
    **acme,
    kube_context="gpu-cluster",
    object_storage=ObjectStorage(endpoint="https://s3.acme.internal", credentials_secret="s3-writer", read_only_credentials_secret="s3-reader"),
    existing_registry=ExistingRegistry(registry_uri="harbor.acme.internal/ml", pull_secret="harbor-pull"),
    smtp=Smtp(host="smtp.acme.io", sender="ml@acme.io", password_secret="smtp"),
)
cluster = TrainingCluster(
    ml,
    "Serve",
    platform=ml,
    node_groups=[NodeGroup(name="general16", machine=Machine.general(16), scaling=Scaling.fixed(4))],
    existing_software=["kube-prometheus-stack"],
)
credit(ml, Identity.group("acme:fairness"), cluster)
app.synth()
