import { Construct, IConstruct } from 'constructs';
import { AlertChannel, Severity } from '../../core';
import { planAlertRoutes } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { AlertTopics } from './alert-topics';

const FURTHER = new WeakMap<IConstruct, AlertTopics>();

/** Has all alarms below a construct call these channels as well; the groups of channels are called after it. */
export function tellAlso(scope: Construct, id: string, platform: IMlPlatform, name: string, channels: readonly AlertChannel[]): void {
  if (channels.length === 0) return;
  const { resourceGroupName, location, tags } = platform;
  const routes = planAlertRoutes(channels, TARGET, new Problems(scope, id));
  FURTHER.set(scope, new AlertTopics(scope, id, { platformName: name, resourceGroupName, location, tags }, routes));
}

/** The ids of the action groups that are called beside the platform's. */
export function furtherGroups(alarm: IConstruct, severity: Severity): string[] {
  return alarm.node.scopes.flatMap((scope) => FURTHER.get(scope)?.actionGroupIds[severity] ?? []);
}
