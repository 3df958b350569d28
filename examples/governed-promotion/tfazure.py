import os

from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs import ModelStage, Profile, Promotion, Runtime
from ml_platform_constructs.tfazure import Identity, MlPlatform, ModelRegistry

from acme import acme, develop, serve, try_out

app = App(outdir=os.environ.get("OUT_DIR", "out/tfazure"))


def stack_for(stage):
    stack = TerraformStack(app, f"acme-{stage}")
    AzurermBackend(
        stack, resource_group_name="acme-state", storage_account_name=f"acme{stage}state", container_name="terraform", key="ml.tfstate", use_azuread_auth=True,
    )
    return stack


location = "westeurope"

in_development = dict(location=location, subscription_id="11111111-1111-1111-1111-111111111111", profile=Profile.development())
development = MlPlatform(stack_for("development"), "Ml", **acme, **in_development)
# Who deploys staging and production; both take over what Ada shares.
next_stages = [
    Promotion.to(ModelStage.STAGING, "44444444-aaaa-bbbb-cccc-000000000000"),
    Promotion.to(ModelStage.PRODUCTION, "77777777-aaaa-bbbb-cccc-000000000000"),
]
develop(development, Runtime.xgboost("1.7"), Identity.user("aaaaaaaa-1111-2222-3333-444444444444"), next_stages)
shared = dict(model_name="acme-ml-fraud-models", shared_registry_name="acme-ml-fraud-models", stage=ModelStage.DEVELOPMENT)

in_staging = dict(location=location, subscription_id="44444444-4444-4444-4444-444444444444", profile=Profile.staging())
staging = MlPlatform(stack_for("staging"), "Ml", **acme, **in_staging)
developed = ModelRegistry.from_attributes(staging, "Developed", **shared)
try_out(staging, developed.version("V7"), Identity.user("bbbbbbbb-1111-2222-3333-444444444444"))

in_production = dict(location=location, subscription_id="77777777-7777-7777-7777-777777777777")
production = MlPlatform(stack_for("production"), "Ml", **acme, **in_production)
tried = ModelRegistry.from_attributes(production, "Tried", **shared)
serve(production, tried.version("V7"), Identity.group("cccccccc-1111-2222-3333-444444444444"), Runtime.xgboost("1.7"))
app.synth()
