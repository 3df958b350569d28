import os

from aws_cdk import App, Environment, Stack
from ml_platform_constructs import DataCapture, Runtime
from ml_platform_constructs.awscdk import Identity, MlPlatform

from acme import acme, champion_and_challenger

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-fraud", env=Environment(account="123456789012", region="eu-north-1"))
ml = MlPlatform(stack, "Ml", **acme)
fraud = ml.add_model_endpoint("Fraud", **champion_and_challenger(ml, Runtime.xgboost("3.2")), data_capture=DataCapture.sampled(10))
fraud.grant_invoke(Identity.role("arn:aws:iam::123456789012:role/checkout"))
app.synth()
