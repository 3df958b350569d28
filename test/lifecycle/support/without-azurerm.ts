import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SynthesizedStack, TerraformJson } from '../../support/terraform';

const REFERENCE = /azurerm_([a-z0-9_]+)\.([A-Za-z0-9_-]+)((?:\.[a-z_]+|\[\d+\])+)/g;
const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/acme-ml/providers';

/** What an id looks like, where azapi or a workflow looks at it. */
const TYPES: Readonly<Record<string, string>> = {
  user_assigned_identity: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  monitor_metric_alert: 'Microsoft.Insights/metricAlerts',
  monitor_scheduled_query_rules_alert_v2: 'Microsoft.Insights/scheduledQueryRules',
};

/** The stack as if all that azurerm makes were there, since azurerm has to log in to plan: what refers to it has a value of its kind instead. */
export function withoutAzurerm({ name, json, dependencies }: SynthesizedStack): SynthesizedStack {
  const kept = Object.entries(json.resource ?? {}).filter(([type]) => !type.startsWith('azurerm_'));
  const { azurerm: _provider, ...provider } = json.provider ?? {};
  const { azurerm: _required, ...required } = json.terraform?.required_providers ?? {};
  const { backend: _backend, ...terraform } = json.terraform ?? {};
  const rest = { ...json, provider, terraform: { ...terraform, required_providers: required }, resource: Object.fromEntries(kept) };
  const text = JSON.stringify(rest, (key, value: unknown) => (key === 'depends_on' ? (value as string[]).filter((each) => !each.startsWith('azurerm_')) : value));
  const quoted = (value: string) => JSON.stringify(JSON.stringify(value)).slice(1, -1);
  const written = text.replace(REFERENCE, (_, type: string, resource: string, attribute: string) => quoted(valueOf(type, resource, attribute)));
  const directory = mkdtempSync(join(tmpdir(), 'without-azurerm-'));
  writeFileSync(join(directory, 'cdk.tf.json'), written);
  return new SynthesizedStack(name, directory, JSON.parse(written) as TerraformJson, dependencies);
}

function valueOf(type: string, resource: string, attribute: string): string {
  if (attribute !== '.id') return '00000000-0000-0000-0000-000000000005';
  return `${GROUP}/${TYPES[type] ?? `Acme.Mock/${type}`}/${resource}`;
}
