import os

from aws_cdk import App, Environment, Stack
from ml_platform_constructs.awscdk import MlPlatform

from acme import acme, at_night, by_latency, by_requests, pricing

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-pricing", env=Environment(account="123456789012", region="eu-north-1"))
ml = MlPlatform(stack, "Ml", **acme)
ml.add_model_endpoint("Pricing", **pricing(ml), scale_on=[by_requests, by_latency, at_night])
app.synth()
