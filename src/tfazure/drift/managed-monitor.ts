import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IAlarm, IDashboard, IIdentity } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { AzapiResource } from '../../terraform/raw';
import { Identity } from '../identity/identity';
import { grantsOf, grantTo, standBeside } from '../identity/role-grants';
import { folderOf } from '../jobs/store-facts';
import { resourceGroupNameOf, resourceNameOf } from '../platform/resource-ids';
import { ModelDatastores } from '../serving/model-datastores';
import { baselineCommandOf } from './baseline';
import { DriftAccount } from './drift-account';
import { DriftMetrics } from './drift-metrics';
import { DriftMonitorProps } from './drift-monitor-props';
import { driftAlarms, driftDashboard, WatchedMonitor } from './drift-watch';
import { EventIntake } from './event-intake';
import { monitorSchedule, scheduleName } from './monitor-schedule';
import { MonitorSignals } from './monitor-signals';
import { ProgramFile } from './program-file';
import { Retraining } from './retraining';
import { joinSparkNetwork } from './spark-network';
import { Watchdog } from './watchdog';
import { predictionsOf, watchedPaths } from './watched-paths';

/** The body of `Microsoft.MachineLearningServices/workspaces/codes/versions@2025-12-01`, as far as it is used. */
interface CodeBody {
  readonly properties: { readonly codeUri: string; readonly tags: Readonly<Record<string, string>> };
}

/** A monitor of Azure ML: a schedule with signals that a program of ours measures, and what takes what its runs tell. */
export class ManagedMonitor extends Construct implements MonitorBackend {
  public readonly metrics: DriftMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly runCommand: string;
  public readonly scheduleResource: TerraformResource;
  public readonly accountResource: TerraformResource;
  public readonly guardResource: TerraformResource;
  public readonly watchdogResource: TerraformResource;
  public readonly componentResources: TerraformResource[];

  private readonly watched: WatchedMonitor;

  public constructor(scope: Construct, id: string, private readonly plan: DriftMonitorPlan, private readonly props: DriftMonitorProps) {
    super(scope, id);
    const { platform, eventTopicId } = props;
    const { name, reports } = plan;
    const account = new DriftAccount(this, 'Account', platform, name);
    const program = new ProgramFile(this, 'Program', platform, name, account);
    const datastores = new ModelDatastores(this, 'Data', platform, name);
    const code = this.makeCode(program, account.programUri(program.version));
    const { signals, resources } = new MonitorSignals(this, 'Signals', { platform, plan, datastores, codeId: code.id, programVersion: program.version });
    this.componentResources = resources;
    const { reads, writes } = watchedPaths(plan);
    const stores = [...reads, ...writes].map(({ store }) => store);
    const network = joinSparkNetwork(this, { platform, monitorName: name, accountId: account.accountId, stores });
    const schedule = monitorSchedule(this, {
      platform,
      plan,
      uri: datastores.uriOf(predictionsOf(plan)),
      signals,
      after: [network, ...this.letRead(account), ...datastores.resources],
    });
    new EventIntake(this, 'Events', { platform, monitorName: name, account, ...(eventTopicId === undefined ? {} : { eventTopicId }) });
    const { workflow: guard } = new Retraining(this, 'Retraining', { platform, plan, account });
    const { workflow: watchdog } = new Watchdog(this, 'Watchdog', platform, plan);
    this.metrics = new DriftMetrics({ plan, guardName: guard.workflowName, logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId });
    const watched = { platform, plan, metrics: this.metrics, guard, watchdog, program: program.workflow };
    this.alarms = driftAlarms(this, watched);
    this.watched = watched;
    this.reportLocation = reports!.uri;
    this.baselineCommand = baselineCommandOf(plan);
    const workspace = platform.machineLearningWorkspaceId;
    this.runCommand = `az ml schedule trigger --name ${scheduleName(name)} --workspace-name ${resourceNameOf(workspace)} --resource-group ${resourceGroupNameOf(workspace)}`;
    this.scheduleResource = schedule;
    this.accountResource = account.resource;
    this.guardResource = guard.resource;
    this.watchdogResource = watchdog.resource;
  }

  /** Its page of graphs. */
  public makeDashboard(scope: Construct): IDashboard {
    return driftDashboard(scope, this.watched);
  }

  public grantRead(identity: IIdentity): void {
    const { store, key } = this.plan.reports!;
    store.grantRead(identity, folderOf(key));
  }

  /** A code asset is an address of a folder, in this form only: https://github.com/Azure/azure-sdk-for-python/issues/42281 */
  private makeCode({ version, written }: ProgramFile, codeUri: string): AzapiResource {
    const { props: { platform }, plan: { name } } = this;
    return new AzapiResource<CodeBody>(this, 'Code', {
      type: 'Microsoft.MachineLearningServices/workspaces/codes/versions',
      name: version,
      parentId: `${platform.machineLearningWorkspaceId}/codes/${name}`,
      body: { properties: { codeUri, tags: platform.tags } },
      dependsOn: [written],
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Runs of a monitor are the workspace. */
  private letRead({ containerId }: DriftAccount) {
    const { plan, props: { platform } } = this;
    const workspace = Identity.servicePrincipal(platform.machineLearningWorkspacePrincipalId);
    standBeside(workspace, this);
    const { reads, writes } = watchedPaths(plan);
    reads.forEach(({ store, key }) => store.grantRead(workspace, folderOf(key)));
    writes.forEach(({ store, key }) => store.grantWrite(workspace, folderOf(key)));
    const program = grantTo(this, 'ReadProgram', workspace, { scope: containerId, role: 'storageBlobDataReader', description: `Reads the program of ${plan.name}` });
    return [...new Set([program, ...grantsOf(workspace, TerraformStack.of(this))])];
  }
}
