import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs import ModelStage, Profile, Promotion, Runtime
from ml_platform_constructs.tfgcp import Identity, MlPlatform, ModelRegistry

from acme import acme, develop, serve, try_out

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))


def stack_for(stage):
    stack = TerraformStack(app, f"acme-{stage}")
    GcsBackend(stack, bucket=f"acme-{stage}-terraform-state", prefix="acme-ml")
    return stack


def model_in(project):
    return f"projects/{project}/locations/europe-west4/models/acme-ml-fraud-models"


location = "europe-west4"

in_development = dict(location=location, project="acme-development", project_number="111122223333", profile=Profile.development())
development = MlPlatform(stack_for("development"), "Ml", **acme, **in_development)
# The newest version that Google has an image of for Vertex AI.
develop(development, Runtime.xgboost("2.1"), Identity.user("ada@acme.io"), [Promotion.to(ModelStage.STAGING, "444455556666")])

in_staging = dict(location=location, project="acme-staging", project_number="444455556666", profile=Profile.staging())
staging = MlPlatform(stack_for("staging"), "Ml", **acme, **in_staging)
developed = ModelRegistry.from_attributes(staging, "Developed", platform=staging, registry_id=model_in("acme-development"), stage=ModelStage.DEVELOPMENT)
try_out(staging, developed.version("v7"), Identity.user("grace@acme.io"), [Promotion.to(ModelStage.PRODUCTION, "777788889999")])

in_production = dict(location=location, project="acme-production", project_number="777788889999")
production = MlPlatform(stack_for("production"), "Ml", **acme, **in_production)
tried = ModelRegistry.from_attributes(production, "Tried", platform=production, registry_id=model_in("acme-staging"), stage=ModelStage.STAGING)
serve(production, tried.version("v7"), Identity.group("risk@acme.io"))
app.synth()
