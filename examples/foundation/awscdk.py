import os

from aws_cdk import App, Environment, Stack
from ml_platform_constructs import ArtifactStoreProps, Budget
from ml_platform_constructs.awscdk import MlPlatform

from acme import acme, aging

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-ml", env=Environment(account="123456789012", region="eu-west-1"))
MlPlatform(
    stack,
    "Ml",
    **acme,
    budget=Budget.monthly(20_000),
    artifacts=ArtifactStoreProps(lifecycle=aging, replica_region="eu-central-1"),
)
app.synth()
