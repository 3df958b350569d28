import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs import Capacity, Runtime
from ml_platform_constructs.tfgcp import MlPlatform

from acme import acme, nightly_and_on_new_data, resnet

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-training")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-training")
ml = MlPlatform(stack, "Ml", **acme, project="acme-ml", project_number="123456789012", location="europe-west4")
# The newest version that Google has an image of for Vertex AI.
ml.add_training_job("Resnet", **resnet(ml, Runtime.pytorch("2.4")), capacity=Capacity.spot(), triggers=nightly_and_on_new_data(ml))
app.synth()
