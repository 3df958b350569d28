import { Duration, FeatureSource, Profile } from '../../../src/core';
import { EventHubsTier, Identity } from '../../../src/tfazure';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { SOMEBODY } from '../support/stacks';
import { CLICKS, made } from './feature-stacks';

type Json = any;

const ofType = (stack: SynthesizedStack, type: string): Json[] => Object.values(stack.resources('azapi_resource')).filter((resource) => (resource.type as string).startsWith(`${type}@`));
const jobOf = (stack: SynthesizedStack): Json => ofType(stack, 'Microsoft.StreamAnalytics/streamingjobs')[0];
const addressesOf = (stack: SynthesizedStack, type: string, part: string) => Object.keys(stack.resources(type)).filter((name) => name.includes(part)).map((name) => `${type}.${name}`);

describe('the job of a stream', () => {
  const stack = made([CLICKS]).synth();
  const { query, streamingUnits } = jobOf(stack).body.properties.transformation.properties;

  test('makes each column what it is to be', () => {
    const [values, deadLetters] = (query as string).split('\n\n');
    expect(values).toContain([
      'SELECT',
      '    TRY_CAST(sent.[customer_id] AS nvarchar(max)) AS [customer_id],',
      '    TRY_CAST(sent.[shop] AS bigint) AS [shop],',
      '    TRY_CAST(sent.[seen_at] AS datetime) AS [seen_at],',
      '    TRY_CAST(sent.[clicks_1h] AS bigint) AS [clicks_1h],',
      '    TRY_CAST(sent.[page] AS nvarchar(max)) AS [page]',
      'INTO [values]',
    ].join('\n'));
    expect(values).toContain('WHERE TRY_CAST(sent.[customer_id] AS nvarchar(max)) IS NOT NULL');
    expect(values).toContain('AND (sent.[clicks_1h] IS NULL OR TRY_CAST(sent.[clicks_1h] AS bigint) IS NOT NULL)');
    expect(deadLetters).toMatch(/^SELECT sent\.\*\nINTO \[dead-letters\]/);
  });

  test('sets an event aside, or takes it, and never both', () => {
    const [values, deadLetters] = (query as string).split('\n\n').map((part) => part.split('WHERE ')[1]!);
    const negated = values!.split('\n  AND ').map((condition) => condition
      .replace(/^(TRY_CAST\(.*\)) IS NOT NULL$/, '$1 IS NULL')
      .replace(/^\((\S+) IS NULL OR (.*) IS NOT NULL\)$/, '($1 IS NOT NULL AND $2 IS NULL)'));
    expect(deadLetters!.split('\n  OR ')).toEqual(negated);
  });

  test('writes Parquet where the feature set reads, a folder a day, and dead letters beside', () => {
    const [values, deadLetters] = jobOf(stack).body.properties.outputs;
    expect(values.properties).toMatchObject({
      serialization: { type: 'Parquet' },
      timeWindow: '00:05:00',
      datasource: { properties: { authenticationMode: 'Msi', container: 'sources', pathPattern: 'clicks/ingested_on={date}', dateFormat: 'yyyy-MM-dd' } },
    });
    expect(deadLetters.properties).toMatchObject({ serialization: { type: 'Json', properties: { format: 'LineSeparated' } }, datasource: { properties: { container: 'dead-letters', pathPattern: 'clicks/{date}' } } });
    expect(jobOf(stack).body.properties).toMatchObject({ outputErrorPolicy: 'Stop', sku: { name: 'StandardV2' } });
    expect(streamingUnits).toBe(10);
  });

  test('is as large as its event hub asks for', () => {
    const of = (shards: number) => jobOf(made([{ ...CLICKS, source: FeatureSource.stream({ shards }) }]).synth());
    const units = (shards: number) => of(shards).body.properties.transformation.properties.streamingUnits as number;
    expect([1, 2, 6, 7, 32].map(units)).toEqual([3, 7, 10, 20, 60]);
  });

  test('writes into the folders of its group only', () => {
    const conditions = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id: principal, role_definition_name: role }) => /clicks_Managed_Stream_Job/.test(principal as string) && role)
      .map(({ condition }) => condition as string);
    expect(conditions).toHaveLength(2);
    conditions.forEach((condition) => {
      expect([...condition.matchAll(/:path\] String(?:StartsWith|Equals) '([^']*)'/g)].map(([, path]) => path)).toEqual(['clicks/', 'clicks', 'clicks/', 'clicks']);
      ['read', 'write', 'add/action', 'delete', 'move/action'].forEach((action) => expect(condition).toContain(`blobs/${action}'}`));
    });
  });

  test('is stopped before the tags of the platform change on it', () => {
    const idOf = (tags: Record<string, string>) => Object.entries(made([CLICKS], {}, { tags }).synth().resources('terraform_data')).find(([name]) => name.includes('Stream_Job_Content'))![1].triggers_replace as string;
    expect(idOf({ cost: 'a' })).not.toBe(idOf({ cost: 'b' }));
  });

  test('may read its event hub and write two containers', () => {
    const roles = stack.resources('azurerm_role_definition');
    const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id: principal }) => /clicks_Managed_Stream_Job/.test(principal as string));
    const what = grants.map(({ scope, role_definition_name: name, role_definition_id: id }) => {
      const [, role] = Object.entries(roles).find(([address]) => (id as string | undefined)?.includes(address)) ?? [];
      const [permissions] = (role?.permissions ?? [{}]) as Array<{ actions?: string[]; data_actions?: string[] }>;
      const actions = [...permissions!.actions ?? [], ...permissions!.data_actions ?? []].map((action) => action.replace('Microsoft.EventHub/namespaces/', ''));
      return [/Container-([a-z-]+)_/.exec(scope as string)?.[1] ?? 'hub', name ?? actions];
    });
    expect(what).toEqual(expect.arrayContaining([
      ['hub', ['eventhubs/read', 'eventhubs/consumergroups/read', 'messages/receive/action']], ['sources', 'Storage Blob Data Contributor'], ['dead-letters', 'Storage Blob Data Contributor'],
    ]));
    expect(what).toHaveLength(3);
  });

  test('is stopped before it changes, and started after its rights, where it left off', () => {
    const stop = stack.resource('azapi_resource_action', 'Stream/Job/Stop');
    const start = stack.resource('azapi_resource_action', 'Stream/Job/Start');
    const [content] = addressesOf(stack, 'terraform_data', 'Stream_Job_Content');
    const [stopAddress] = addressesOf(stack, 'azapi_resource_action', 'Stream_Job_Stop');
    expect(stop).toMatchObject({ action: 'stop', depends_on: [content], lifecycle: { replace_triggered_by: [content] } });
    expect(jobOf(stack).depends_on).toContain(stopAddress);
    expect(start.lifecycle).toEqual({ replace_triggered_by: [content], ignore_changes: ['body'] });
    expect(start.body.outputStartMode).toMatch(/^\$\{try\(azapi_resource\.\w+\.output\.properties\.lastOutputEventTime, null\) == null \? "CustomTime" : "LastOutputEventTime"\}$/);
    const grants = (start.depends_on as string[]).filter((address) => address.startsWith('azurerm_role_assignment.'));
    expect(grants).toHaveLength(3);
  });
});

describe('the event hub', () => {
  const hubOf = (stack: SynthesizedStack): Json => ofType(stack, 'Microsoft.EventHub/namespaces/eventhubs')[0];

  test('keeps events as long as it is to, and all of them as they came in files', () => {
    const { properties } = hubOf(made([CLICKS]).synth()).body;
    expect(properties).toMatchObject({ partitionCount: 4, retentionDescription: { retentionTimeInHours: 72 }, captureDescription: { enabled: true, destination: { properties: { blobContainer: 'events' } } } });
  });

  test('takes events of who may send, who may do nothing else', () => {
    const { store, synth } = made([CLICKS]);
    store.group('clicks').grantWrite(Identity.group(SOMEBODY));
    store.group('clicks').grantWrite(Identity.group(SOMEBODY));
    const stack = synth();
    const [grant, ...more] = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id: principal }) => principal === SOMEBODY);
    expect(more).toEqual([]);
    expect(grant!.scope).toMatch(/^\$\{azapi_resource\.\w*clicks_Managed_Stream_[0-9A-F]{8}\.id\}$/);
    const role = Object.values(stack.resources('azurerm_role_definition')).find(({ name }) => (name as string).includes('clicks send')) as Attributes;
    expect(role.permissions).toEqual([{ data_actions: ['Microsoft.EventHub/namespaces/messages/send/action'] }]);
  });

  test('of a trial is of the standard tier, which has no key of one\'s own, and grows; one may choose', () => {
    const namespaceOf = (tier?: EventHubsTier): Json => ofType(made([CLICKS], { eventHubsTier: tier }, { profile: Profile.development() }).synth(), 'Microsoft.EventHub/namespaces')[0];
    expect(namespaceOf().body).toMatchObject({ sku: { name: 'Standard' }, properties: { isAutoInflateEnabled: true, disableLocalAuth: true } });
    expect(namespaceOf().body.properties.encryption).toBeUndefined();
    expect(namespaceOf(EventHubsTier.PREMIUM).body.properties.encryption.keySource).toBe('Microsoft.KeyVault');
  });

  test('is made anew, which the plan of production refuses, where Azure cannot change it', () => {
    const replaced = (props: object, type: string) => ofType(made([CLICKS], props).synth(), type)[0].replace_triggers_refs as string[] | undefined;
    expect(replaced({}, 'Microsoft.EventHub/namespaces')).toEqual(['sku.name']);
    expect(replaced({ eventHubsTier: EventHubsTier.STANDARD }, 'Microsoft.EventHub/namespaces/eventhubs')).toEqual(['properties.partitionCount']);
    expect(replaced({}, 'Microsoft.EventHub/namespaces/eventhubs')).toBeUndefined();
  });

  test('is one for each stream, in one namespace', () => {
    const stack = made([CLICKS, { ...CLICKS, groupName: 'views' }]).synth();
    expect(ofType(stack, 'Microsoft.EventHub/namespaces')).toHaveLength(1);
    expect(ofType(stack, 'Microsoft.EventHub/namespaces/eventhubs').map(({ name }) => name as string).sort()).toEqual(['acme-ml-features-clicks', 'acme-ml-features-views']);
  });
});

test('values of a stream are looked for as late as they may come', () => {
  const delayOf = (delays?: Record<string, Duration>) => {
    const { properties } = made([CLICKS], { sourceDelays: delays }).synth().resource('azapi_resource_action', 'clicks/Managed/Set/Version').body.properties;
    return (JSON.parse(properties.featuresetProperties as string) as Json).source.sourceDelay as object;
  };
  expect(delayOf()).toEqual({ Days: 0, Hours: 0, Minutes: 15 });
  expect(delayOf({ clicks: Duration.hours(30) })).toEqual({ Days: 1, Hours: 6, Minutes: 0 });
});

test('people are told of what lags, and of dead letters, with where these are', () => {
  const { store, synth } = made([CLICKS]);
  const stack = synth();
  const alarms = Object.values(stack.resources('azurerm_monitor_metric_alert')) as Json[];
  const lag = alarms.find(({ name }) => name === 'acme-ml-features-clicks-late')!;
  expect(lag.criteria[0]).toMatchObject({ metric_namespace: 'Microsoft.StreamAnalytics/streamingjobs', metric_name: 'OutputWatermarkDelaySeconds' });
  const letters = stack.resource('azurerm_monitor_scheduled_query_rules_alert_v2', 'clicks/DeadLetters/Resource');
  expect(letters.criteria[0]).toMatchObject({ operator: 'GreaterThan', threshold: 0, metric_measure_column: 'deadLetters' });
  expect(letters.criteria[0].query).toMatch(/Uri has '\/dead-letters\/clicks\/'.*Resource =~ 'acme-ml-features-clicks' and properties_s has 'InputDeserializ'/);
  expect(letters.description).toContain("the container 'dead-letters'");
  expect(store.group('clicks').streamName).toBe('acme-ml-features-clicks');
});
