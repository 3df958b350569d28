import os

from aws_cdk import App, Environment, Stack
from ml_platform_constructs.awscdk import MlPlatform

from acme import acme, customer_spend

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-churn", env=Environment(account="123456789012", region="eu-north-1"))
ml = MlPlatform(stack, "Ml", **acme)
customer_spend(ml)
app.synth()
