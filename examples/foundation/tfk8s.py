import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import NetworkProps, tfk8s

from acme import acme

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-ml-k8s")
S3Backend(stack, bucket="acme-terraform-state", key="ml/k8s.tfstate", region="eu-central-1", encrypt=True)

tfk8s.MlPlatform(
    stack,
    "Ml",
    **acme,
    kube_context="gpu-cluster",
    object_storage=tfk8s.ObjectStorage(
        endpoint="https://s3.acme.internal", credentials_secret="s3-writer", read_only_credentials_secret="s3-reader"
    ),
    image_registry=tfk8s.ImageRegistry(
        host="registry.acme.internal", tls_secret="registry-tls", htpasswd_secret="registry-users", pull_secret="registry-pull"
    ),
    smtp=tfk8s.Smtp(host="smtp.acme.io", sender="ml@acme.io", password_secret="smtp"),
    network=NetworkProps(connected_cidrs=["10.20.0.0/16"]),
)
app.synth()
