import os

from aws_cdk import App, Environment, Stack
from ml_platform_constructs import Capacity, Runtime
from ml_platform_constructs.awscdk import MlPlatform

from acme import acme, nightly_and_on_new_data, resnet

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-training", env=Environment(account="123456789012", region="eu-north-1"))
ml = MlPlatform(stack, "Ml", **acme)
ml.add_training_job("Resnet", **resnet(ml, Runtime.pytorch("2.13")), capacity=Capacity.spot(), triggers=nightly_and_on_new_data(ml))
app.synth()
