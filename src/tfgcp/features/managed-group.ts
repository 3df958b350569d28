import { Construct } from 'constructs';
import { FeatureGroupMetrics, IIdentity } from '../../core';
import { FeatureWatch } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { memberId } from '../identity/member-id';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { GroupBackend } from './feature-backend';
import { featureMetrics } from './feature-metrics';
import { FeatureRegistry } from './feature-registry';
import { FeatureRoles } from './feature-roles';
import { FeatureStream } from './feature-stream';
import { FeatureTable } from './feature-table';
import { FeatureView } from './feature-view';
import { watchOf } from './feature-watch';
import { FreshnessAccount } from './freshness-account';
import { FreshnessCheck } from './freshness-check';
import { OfflineStore } from './offline-store';
import { OnlineStore } from './online-store';

/** What a group shares with the others of its store. */
export interface ManagedGroupProps {
  readonly platform: IMlPlatform;
  readonly offline: OfflineStore;
  readonly online?: OnlineStore;
  readonly roles: FeatureRoles;
  readonly freshness?: FreshnessAccount;
  readonly deletionProtection: boolean;
  readonly existingTable?: string;
  readonly keyGranted: boolean;
}

/** A group of Vertex AI over its table of BigQuery, with its view in the online store and its stream. */
export class ManagedGroup implements GroupBackend {
  public readonly groupId: string;
  public readonly alarmPrefix: string;
  public readonly offlineLocation: string;
  public readonly streamName?: string;
  public readonly metrics: FeatureGroupMetrics;
  public readonly watch: FeatureWatch;
  public readonly resources: GroupBackend['resources'];
  private readonly table: FeatureTable;
  private readonly registry: FeatureRegistry;
  private readonly view?: FeatureView;
  private readonly stream?: FeatureStream;

  public constructor(private readonly scope: Construct, group: FeatureGroupPlan, private readonly props: ManagedGroupProps) {
    const { platform, offline: store, online, roles, freshness, deletionProtection, existingTable, keyGranted } = props;
    const { source } = group;
    const table = new FeatureTable(scope, 'Table', group, { platform, store, roles, deletionProtection, ...(existingTable === undefined ? {} : { existing: existingTable }) });
    const registry = new FeatureRegistry(scope, 'Registry', group, { platform, table, roles });
    const view = group.online && new FeatureView(scope, 'View', group, { platform, store: online!, registry, table, roles });
    const stream = source.kind === 'stream'
      ? new FeatureStream(scope, 'Stream', group, { platform, stream: source, table, roles, keyGranted, deletionProtection })
      : undefined;
    const check = group.freshnessSeconds === undefined ? undefined : new FreshnessCheck(scope, 'Freshness', group, { platform, table, account: freshness! });
    this.table = table;
    this.registry = registry;
    this.view = view;
    this.stream = stream;
    this.groupId = registry.groupId;
    this.alarmPrefix = group.name;
    this.offlineLocation = table.location;
    this.streamName = stream?.streamName;
    this.metrics = featureMetrics(scope, group, { platform, table, stream, view });
    this.watch = watchOf(group, { project: platform.project, metrics: this.metrics, stream, view, stale: check?.metric });
    this.resources = {
      table: table.resource,
      registry: registry.resource,
      features: registry.featureResources,
      view: view?.resource,
      topic: stream?.topic,
      subscription: stream?.subscription,
      deadLetters: stream?.deadLetters,
      freshness: check?.resource,
    };
    if (source.kind === 'job') this.grantWrite(source.job.identity);
  }

  public grantRead(identity: IIdentity): void {
    requireGranteeOf('gcp', identity, this.scope);
    const { roles } = this.props;
    this.admit('Reader', 'readTable', identity);
    roles.grantOnProject('query', identity);
    this.registry.admit(identity);
    this.view?.admit(identity);
  }

  public grantWrite(identity: IIdentity): void {
    requireGranteeOf('gcp', identity, this.scope);
    const { roles } = this.props;
    if (this.stream) {
      this.stream.grantPublish(identity);
    } else if (this.table.files) {
      this.table.files.grantWrite(identity);
    } else {
      this.admit('Writer', 'writeTable', identity);
      roles.grantOnProject('load', identity);
    }
  }

  private admit(what: string, right: 'readTable' | 'writeTable', identity: IIdentity): void {
    this.table.admit(`${what}-${memberId(this.table, identity.identityName)}`, right, identity.identityName);
  }
}
