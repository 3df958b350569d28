import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import NetworkProps
from ml_platform_constructs.tfk8s import Identity, ImageRegistry, MlPlatform, ObjectStorage, Smtp, TrainingCluster

from acme import acme, fraud, furnish, on_premises

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-ml-k8s")
S3Backend(stack, bucket="acme-terraform-state", key="ml/k8s.tfstate", region="eu-central-1", encrypt=True)

ml = MlPlatform(
    stack,
    "Ml",
    **acme,
    kube_context="gpu-cluster",
    object_storage=ObjectStorage(
        endpoint="https://s3.acme.internal", credentials_secret="s3-writer", read_only_credentials_secret="s3-reader"
    ),
    image_registry=ImageRegistry(
        host="registry.acme.internal", tls_secret="registry-tls", htpasswd_secret="registry-users", pull_secret="registry-pull"
    ),
    smtp=Smtp(host="smtp.acme.io", sender="ml@acme.io", password_secret="smtp"),
    network=NetworkProps(connected_cidrs=["10.20.0.0/16"]),
)
cluster = TrainingCluster(ml, "OnPremises", **on_premises, platform=ml, existing_software=["kube-prometheus-stack"])
fraud(ml, Identity.user("ada@acme.io"), furnish(cluster))
app.synth()
