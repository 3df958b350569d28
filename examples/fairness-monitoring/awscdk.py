import os

from aws_cdk import App, Environment, Stack
from ml_platform_constructs.awscdk import Identity, MlPlatform

from acme import acme, credit

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-credit", env=Environment(account="123456789012", region="eu-north-1"))
ml = MlPlatform(stack, "Ml", **acme)
credit(ml, Identity.role("arn:aws:iam::123456789012:role/fairness-office"))
app.synth()
