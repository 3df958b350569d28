import os

from aws_cdk import App, Environment, Stack
from ml_platform_constructs.awscdk import Identity, MlPlatform

from acme import acme, fraud

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-fraud", env=Environment(account="123456789012", region="eu-north-1"))
ml = MlPlatform(stack, "Ml", **acme)
fraud(ml, Identity.role("arn:aws:iam::123456789012:role/ada"))
app.synth()
