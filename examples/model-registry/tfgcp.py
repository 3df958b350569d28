import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs.tfgcp import MlPlatform, VertexContainer, VertexModel

app = App(outdir=os.environ.get("OUT_DIR", "out/model-registry-tfgcp"))
platform = TerraformStack(app, "acme-ml")
GcsBackend(platform, bucket="acme-terraform-state", prefix="acme-ml")
ml = MlPlatform(
    platform, "Ml", platform_name="acme-ml", project="acme-ml", project_number="123456789012", location="europe-west4"
)

# Models have a stack of their own: their team deploys more often than the platform's.
models = TerraformStack(app, "acme-ml-models")
GcsBackend(models, bucket="acme-terraform-state", prefix="acme-ml-models")
VertexModel(
    models,
    "Fraud",
    platform=ml,
    artifacts=ml.artifacts.path("models/fraud/1"),
    container=VertexContainer(image_uri=ml.registry.image_uri("serving", "fraud-1")),
)
app.synth()
