import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import ArtifactStoreProps, Budget
from ml_platform_constructs.tfaws import MlPlatform

from acme import acme, aging

app = App(outdir=os.environ.get("OUT_DIR", "out/tfaws"))
stack = TerraformStack(app, "acme-ml")
S3Backend(stack, bucket="acme-terraform-state", key="ml/platform.tfstate", region="eu-west-1", encrypt=True)
MlPlatform(
    stack,
    "Ml",
    **acme,
    region="eu-west-1",
    account_id="123456789012",
    budget=Budget.monthly(20_000),
    artifacts=ArtifactStoreProps(lifecycle=aging, replica_region="eu-central-1"),
)
app.synth()
