import os

from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs.tfazure import Identity, MlPlatform

from acme import acme, credit

app = App(outdir=os.environ.get("OUT_DIR", "out/tfazure"))
stack = TerraformStack(app, "acme-credit")
AzurermBackend(
    stack, resource_group_name="acme-state", storage_account_name="acmestate", container_name="terraform", key="credit.tfstate", use_azuread_auth=True,
)
ml = MlPlatform(stack, "Ml", **acme, location="westeurope", subscription_id="11111111-2222-3333-4444-555555555555")
credit(ml, Identity.group("ffffffff-1111-2222-3333-444444444444"))
app.synth()
