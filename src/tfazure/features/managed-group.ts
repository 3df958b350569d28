import { Construct } from 'constructs';
import { FeatureGroupMetrics, IArtifactStore, IIdentity } from '../../core';
import { FeatureWatch } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { STREAM_DELAY_MINUTES } from '../../facts/azure/features-stream';
import { folderOf, storeFactsOf } from '../jobs/store-facts';
import { CONTAINERS } from './feature-account';
import { GroupBackend } from './feature-backend';
import { groupMetrics, WatchedFolder } from './feature-metrics';
import { FeatureSet } from './feature-set';
import { featureSpec, SpecSource, specVersion } from './feature-spec';
import { FeatureStream } from './feature-stream';
import { watchOf } from './feature-watch';
import { ManagedParts } from './managed-parts';
import { materialization, USUAL_MACHINE } from './materialization';
import { SpecFile } from './spec-file';

/** A group in a managed feature store: files in a source, a feature set over them, and a stream where it has one. */
export class ManagedGroup extends Construct implements GroupBackend {
  public readonly groupId: string;
  public readonly alarmPrefix: string;
  public readonly offlineLocation: string;
  public readonly streamName?: string;
  public readonly versionName: string;
  public readonly refillCommand?: string;
  public readonly metrics: FeatureGroupMetrics;
  public readonly watch: FeatureWatch;
  public readonly resources: GroupBackend['resources'];
  /** Of what writes the specification. */
  public readonly workflowId: string;

  private readonly stream?: FeatureStream;

  public constructor(scope: Construct, id: string, private readonly group: FeatureGroupPlan, private readonly parts: ManagedParts) {
    super(scope, id);
    const { platform, account, workspace, writer, props } = parts;
    const source = this.source();
    const spec = featureSpec(group, source);
    const version = specVersion(spec);
    const folder = `${group.groupName}/${version}`;
    const file = new SpecFile(this, 'Specification', { platform, name: group.name, folder, version, spec, account, writer });
    this.stream = this.makeStream();
    const settings = materialization(group, props.sparkMachine ?? USUAL_MACHINE, props.materializesOffline ?? false);
    const set = new FeatureSet(this, 'Set', {
      workspaceId: workspace.workspaceId,
      group,
      version,
      spec,
      specPath: `${parts.specifications}/paths/${folder}/`,
      ...(settings ? { materialization: settings } : {}),
      tags: platform.tags,
      protected: parts.protected,
      after: [...workspace.ready, file.written],
    });
    this.groupId = set.setId;
    this.alarmPrefix = group.name;
    this.offlineLocation = source.path;
    this.streamName = this.stream?.streamName;
    this.versionName = version;
    this.refillCommand = group.online && this.howToRefill(version);
    this.workflowId = file.workflowId;
    const watched = this.watched();
    this.metrics = groupMetrics(group, watched, this.stream?.job);
    this.watch = watchOf(group, this.metrics, watched, this.stream?.job.jobName);
    this.resources = {
      entity: set.entityResource,
      set: set.setResource,
      version: set.versionResource,
      workflow: file.workflowResource,
      hub: this.stream?.hubResource,
      job: this.stream?.job.resource,
    };
    if (group.source.kind === 'table') group.source.path.store.grantRead(parts.identity, folderOf(group.source.path.key));
    if (group.source.kind === 'job') this.grantWrite(group.source.job.identity);
  }

  public grantRead(identity: IIdentity): void {
    const { group: { groupName, online }, parts: { grants, props } } = this;
    requireGranteeOf('azure', identity, this);
    grants.grantCatalogue(identity);
    if (online) grants.grantOnline(identity);
    if (online && props.materializesOffline) grants.grantCopies(identity, groupName);
    const [store, folder] = this.files();
    store.grantRead(identity, folder);
  }

  public grantWrite(identity: IIdentity): void {
    requireGranteeOf('azure', identity, this);
    if (this.stream) {
      this.stream.grantSend(identity);
      return;
    }
    const [store, folder] = this.files();
    store.grantWrite(identity, folder);
  }

  /** Where the files of the group are, with the slash of its folder. */
  private files(): [IArtifactStore, string] {
    const { source, groupName } = this.group;
    return source.kind === 'table' ? [source.path.store, folderOf(source.path.key)] : [this.parts.account.sources, `${groupName}/`];
  }

  private source(): SpecSource {
    const { group: { groupName, source }, parts: { account, props } } = this;
    const given = props.sourceDelays?.[groupName];
    const delayMinutes = given ? given.toMilliseconds() / 60_000 : source.kind === 'stream' ? STREAM_DELAY_MINUTES : 0;
    if (source.kind !== 'table') return { path: account.folder(CONTAINERS.sources, groupName), delayMinutes };
    const { account: name, container } = storeFactsOf(source.path);
    // Accounts without folders, too: https://learn.microsoft.com/en-us/azure/storage/data-lake-storage/introduction-abfs-uri
    return { path: `abfss://${container}@${name}.dfs.core.windows.net/${folderOf(source.path.key)}`, delayMinutes };
  }

  private makeStream(): FeatureStream | undefined {
    const { group, parts: { platform, account, events, capture } } = this;
    if (group.source.kind !== 'stream') return undefined;
    return new FeatureStream(this, 'Stream', { platform, group, stream: group.source, namespace: events!, account, capture: capture!, protected: this.parts.protected });
  }

  private watched(): WatchedFolder {
    const { group: { groupName, source }, parts: { platform: { logAnalyticsWorkspaceId }, account } } = this;
    if (source.kind !== 'table') return { groupName, accountName: account.accountName, container: CONTAINERS.sources, folder: `${groupName}/`, logAnalyticsWorkspaceId };
    const facts = storeFactsOf(source.path);
    return { groupName, accountName: facts.account, container: facts.container, folder: folderOf(source.path.key), logAnalyticsWorkspaceId };
  }

  /** A schedule takes what is new; all that there was is taken by hand, once: https://learn.microsoft.com/en-us/azure/machine-learning/feature-set-materialization-concepts#data-materialization-jobs */
  private howToRefill(version: string): string {
    const { platform: { resourceGroupName }, plan } = this.parts;
    return `az ml feature-set backfill --name ${this.group.groupName} --version ${version} --feature-store-name ${plan.name} --resource-group ${resourceGroupName}`
      + ' --feature-window-start-time 2000-01-01T00:00:00 --feature-window-end-time "$(date -u +%Y-%m-%dT%H:00:00)" --by-data-status \'["None", "Incomplete"]\'';
  }
}
