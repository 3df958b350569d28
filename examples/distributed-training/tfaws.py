import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import Capacity, Runtime
from ml_platform_constructs.tfaws import MlPlatform

from acme import acme, nightly_and_on_new_data, resnet

app = App(outdir=os.environ.get("OUT_DIR", "out/tfaws"))
stack = TerraformStack(app, "acme-training")
S3Backend(stack, bucket="acme-terraform-state", key="ml/training.tfstate", region="eu-north-1", encrypt=True)
ml = MlPlatform(stack, "Ml", **acme, region="eu-north-1", account_id="123456789012")
ml.add_training_job("Resnet", **resnet(ml, Runtime.pytorch("2.13")), capacity=Capacity.spot(), triggers=nightly_and_on_new_data(ml))
app.synth()
