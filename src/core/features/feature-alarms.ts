import { AlarmProps, Comparison, IMetric, Severity } from '../observability';
import { Duration } from '../units';
import { FeatureGroupPlan } from './feature-group-plan';
import { FeatureStorePlan } from './feature-store-plan';

/** An alarm that a group has: a target makes it with its own `Alarm`. */
export interface FeatureAlarm extends AlarmProps {
  /** What it is called in the tree. */
  readonly id: string;
  /** What it is called by the cloud, behind the group's name. */
  readonly suffix: string;
}

/** A metric, and from which value on it is bad. */
export interface Watched {
  readonly metric: IMetric;
  readonly threshold: number;
  /** Above is bad unless something else is said. */
  readonly comparison?: Comparison;
  readonly periods?: number;
}

/** What a target watches of a group; what it cannot see is absent. */
export interface FeatureWatch {
  /** Only asked for where new values are expected within a time. */
  readonly stale?: Watched;
  readonly lag?: Watched;
  readonly deadLetters?: IMetric;
  readonly failures?: IMetric;
  /** How one reads the dead letters and the reasons of failures: a command, or where to look. */
  readonly whereDeadLetters?: string;
  readonly whereFailures?: string;
  /** How one reads why events wait, of a stream that has no shards to add. */
  readonly whereLag?: string;
}

/** How late events may be taken in before somebody is told, where no freshness is expected. */
const USUAL_LAG = Duration.minutes(15);

/** How late the events of a group may be, in milliseconds: half of the time in which new values are expected. */
export function longestLagMillis({ freshnessSeconds }: FeatureGroupPlan): number {
  return freshnessSeconds === undefined ? USUAL_LAG.toMilliseconds() : freshnessSeconds * 500;
}

export function featureAlarms(group: FeatureGroupPlan, { severity }: FeatureStorePlan, watch: FeatureWatch): FeatureAlarm[] {
  const { groupName, freshnessText } = group;
  const { stale, lag, deadLetters, failures, whereDeadLetters, whereFailures, whereLag } = watch;
  return [
    ...(stale ? [{
      ...stale,
      severity,
      id: 'Stale',
      suffix: 'stale',
      description: `${groupName}: no new values within ${freshnessText!}. Look whether its source still runs; models that read it answer from what was.`,
    }] : []),
    ...(lag ? [{
      ...lag,
      severity: Severity.WARNING,
      id: 'Late',
      suffix: 'late',
      description: `${groupName}: events of its stream wait. ${whereLag ? `Read why: ${whereLag}`
        : 'Look for what fails, and for more events than its shards take; add shards where they are the limit.'}`,
    }] : []),
    ...(deadLetters ? [{
      severity,
      metric: deadLetters,
      threshold: 0,
      id: 'DeadLetters',
      suffix: 'dead-letters',
      description: `${groupName}: events cannot be taken in and were set aside. Correct them and send them again${whereDeadLetters ? `: ${whereDeadLetters}` : '.'}`,
    }] : []),
    ...(failures ? [{
      severity: Severity.WARNING,
      metric: failures,
      threshold: 0,
      id: 'Failing',
      suffix: 'failing',
      description: `${groupName}: bringing in values failed. Read why${whereFailures ? `: ${whereFailures}` : ' in the logs.'}`,
    }] : []),
  ];
}
