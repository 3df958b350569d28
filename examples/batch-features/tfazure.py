import os

from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs.tfazure import MlPlatform

from acme import acme, customer_spend

app = App(outdir=os.environ.get("OUT_DIR", "out/tfazure"))
stack = TerraformStack(app, "acme-churn")
AzurermBackend(
    stack, resource_group_name="acme-state", storage_account_name="acmestate", container_name="terraform", key="churn.tfstate", use_azuread_auth=True,
)
ml = MlPlatform(stack, "Ml", **acme, location="westeurope", subscription_id="11111111-2222-3333-4444-555555555555")
customer_spend(ml)
app.synth()
