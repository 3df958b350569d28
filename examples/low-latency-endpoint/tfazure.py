import os

from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs.tfazure import MlPlatform

from acme import acme, at_night, by_latency, by_requests, pricing

app = App(outdir=os.environ.get("OUT_DIR", "out/tfazure"))
stack = TerraformStack(app, "acme-pricing")
AzurermBackend(
    stack, resource_group_name="acme-state", storage_account_name="acmestate", container_name="terraform", key="pricing.tfstate", use_azuread_auth=True,
)
ml = MlPlatform(stack, "Ml", **acme, location="westeurope", subscription_id="11111111-2222-3333-4444-555555555555")
ml.add_model_endpoint("Pricing", **pricing(ml), scale_on=[by_requests, by_latency, at_night])
app.synth()
