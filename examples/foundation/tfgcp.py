import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs import ArtifactStoreProps, Budget
from ml_platform_constructs.tfgcp import MlPlatform

from acme import acme, aging

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-ml")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-ml")

MlPlatform(
    stack,
    "Ml",
    **acme,
    project="acme-ml",
    project_number="123456789012",
    location="europe-west4",
    artifacts=ArtifactStoreProps(lifecycle=aging, replica_region="europe-north1"),
    budget=Budget.monthly(20_000),
    billing_account="012345-6789AB-CDEF01",
)

app.synth()
