import { IIdentity } from '../identity';
import { IAlarm } from '../observability';
import { IDriftMonitorMetrics } from './drift-monitor';

/** What a monitor is made of, wherever it runs. */
export interface MonitorBackend {
  readonly metrics: IDriftMonitorMetrics;
  readonly alarms: IAlarm[];
  readonly reportLocation: string;
  readonly baselineCommand: string;
  /** Runs it now; absent where a service runs by its schedule only. */
  readonly runCommand?: string;
  grantRead(identity: IIdentity): void;
}
