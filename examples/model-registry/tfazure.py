import os

from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs.tfazure import MlPlatform, MlRegistry

state = dict(resource_group_name="acme-state", storage_account_name="acmestate", container_name="terraform", use_azuread_auth=True)
app = App(outdir=os.environ.get("OUT_DIR", "out/model-registry-tfazure"))
platform = TerraformStack(app, "acme-ml")
AzurermBackend(platform, key="acme-ml.tfstate", **state)
ml = MlPlatform(
    platform, "Ml", platform_name="acme-ml", location="westeurope", subscription_id="11111111-2222-3333-4444-555555555555"
)

# The registry outlives workspaces: it has a stack of its own.
registry = TerraformStack(app, "acme-ml-registry")
AzurermBackend(registry, key="acme-ml-registry.tfstate", **state)
MlRegistry(registry, "Shared", platform=ml, replica_locations=["northeurope"])
app.synth()
