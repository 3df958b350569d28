import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ModelDatastores } from '../serving/model-datastores';
import { keptBaseline } from './baseline';
import { MEASURE, monitorComponent, PREPARE } from './monitor-component';
import { needsTruth, signalConfig, tableConfig } from './monitor-config';
import { ScheduledSignal, signalName } from './monitor-schedule';

/** Ground truth is in folders of hours. */
const HOUR_SECONDS = 3_600;

export interface MonitorSignalsProps {
  readonly platform: IMlPlatform;
  readonly plan: DriftMonitorPlan;
  readonly datastores: ModelDatastores;
  readonly codeId: string;
  readonly programVersion: string;
}

/** The components of a monitor: one that measures for each signal, and one or two that make a table, since records that are held against ground truth are older. */
export class MonitorSignals extends Construct {
  public readonly signals: ScheduledSignal[];
  public readonly resources: TerraformResource[];

  private readonly tables = new Map<boolean, AzapiResource>();
  private readonly truth?: string;

  public constructor(scope: Construct, id: string, private readonly props: MonitorSignalsProps) {
    super(scope, id);
    const { plan, datastores } = props;
    const baseline = datastores.uriOf(plan.baseline.path);
    const reports = datastores.uriOf(plan.reports!);
    this.truth = plan.groundTruth && datastores.uriOf(plan.groundTruth.path);
    const made = signalsOf(plan.signals).map((signal) => {
      const name = SIGNAL_NAMES[signal];
      const config = () => signalConfig(plan, signal, { baseline, reports, kept: `${reports}${keptBaseline(this, plan, props.programVersion)}` });
      const measure = monitorComponent(this, `Measure-${name}`, { ...this.common(name), ports: MEASURE, config });
      const offsetSeconds = needsTruth(plan, signal) ? Math.ceil(plan.groundTruth!.delaySeconds / HOUR_SECONDS) * HOUR_SECONDS : 0;
      const { id: prepareId } = this.table(needsTruth(plan, signal));
      return { measure, prepareId, offsetSeconds, name: signalName(plan.name, name), componentId: measure.id };
    });
    this.signals = made;
    this.resources = [...made.map(({ measure }) => measure), ...this.tables.values()];
  }

  private table(withTruth: boolean): AzapiResource {
    const { tables, truth, props: { plan } } = this;
    const known = tables.get(withTruth);
    if (known) return known;
    const config = () => tableConfig(plan, withTruth ? truth : undefined);
    const [id, name] = withTruth ? ['PrepareLater', 'prepare-later'] : ['Prepare', 'prepare'];
    const made = monitorComponent(this, id!, { ...this.common(name!), ports: PREPARE, config });
    tables.set(withTruth, made);
    return made;
  }

  private common(what: string) {
    const { platform, plan, codeId, programVersion } = this.props;
    return { platform, codeId, programVersion, name: `${plan.name}-${what}` };
  }
}
