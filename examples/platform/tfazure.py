import os

from acme import acme, aging, fraud, research
from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs import ArtifactStoreProps, Budget
from ml_platform_constructs.tfazure import Identity, MlPlatform

app = App(outdir=os.environ.get("OUT_DIR", "out/tfazure"))
stack = TerraformStack(app, "ml")
AzurermBackend(stack, resource_group_name="acme-state", storage_account_name="acmestate", container_name="terraform", key="ml.tfstate", use_azuread_auth=True)
ml = MlPlatform(
    stack,
    "Ml",
    **acme,
    location="westeurope",
    subscription_id="11111111-2222-3333-4444-555555555555",
    artifacts=ArtifactStoreProps(lifecycle=aging, replica_region="northeurope"),
    budget=Budget.monthly(20_000),
    budget_start="2026-12-01",
)
research(ml)
fraud(ml, Identity.user("aaaaaaaa-1111-2222-3333-444444444444"))
app.synth()
