import { Construct } from 'constructs';
import * as core from '../../core';
import { featureAlarms } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { groupResourceName, ClusterFeaturesPlan } from '../../kubernetes/features/feature-labels';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { FeatureGrants } from './feature-grants';
import { groupMetrics, groupWatch } from './feature-metrics';

/** A release of Helm, which an alarm is. */
const LONGEST_ALARM = 53;

export interface FeatureGroupProps {
  readonly platform: IMlPlatform;
  readonly plan: ClusterFeaturesPlan;
  readonly group: FeatureGroupPlan;
  readonly features: ClusterFeatures;
}

/** A feature view of Feast. */
export class FeatureGroup extends Construct implements core.IFeatureGroup {
  public readonly groupName: string;
  public readonly groupId: string;
  public readonly offlineLocation?: string;
  public readonly streamName?: string;
  public readonly metrics: core.FeatureGroupMetrics;
  public readonly alarms: core.IAlarm[];

  private readonly grants: FeatureGrants;

  public constructor(scope: Construct, props: FeatureGroupProps) {
    const { platform, plan, group, features } = props;
    super(scope, group.groupName);
    this.groupName = group.groupName;
    this.groupId = features.groupId(group.groupName);
    this.offlineLocation = features.offlineLocation(group);
    this.streamName = features.streamName(group);
    const queries = features.queries(group);
    this.metrics = groupMetrics(group, queries);
    this.alarms = featureAlarms(group, plan, groupWatch(plan, group, queries, this.metrics)).map(({ id, suffix, ...alarm }) => {
      return new Alarm(this, id, { ...alarm, platform, alarmName: groupResourceName(plan, group, suffix, LONGEST_ALARM) });
    });
    this.grants = new FeatureGrants(this, props);
    if (group.source.kind === 'job') this.grantWrite(group.source.job.identity);
  }

  public grantRead(identity: core.IIdentity): void {
    this.grants.read(identity);
  }

  public grantWrite(identity: core.IIdentity): void {
    this.grants.write(identity);
  }
}
