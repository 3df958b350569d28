import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs import DataCapture, Runtime
from ml_platform_constructs.tfgcp import Identity, MlPlatform

from acme import acme, champion_and_challenger

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-fraud")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-fraud")
ml = MlPlatform(stack, "Ml", **acme, project="acme-ml", project_number="123456789012", location="europe-west4")
# The newest version that Google has an image of for Vertex AI.
fraud = ml.add_model_endpoint("Fraud", **champion_and_challenger(ml, Runtime.xgboost("2.1")), data_capture=DataCapture.sampled(10))
fraud.grant_invoke(Identity.service_account("checkout@acme-ml.iam.gserviceaccount.com"))
app.synth()
