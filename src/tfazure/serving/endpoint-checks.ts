import { IAlarm } from '../../core';
import { isUnresolved, Problems } from '../../core/private';
import { ModelEndpointPlan, modelsOf, runsInCluster } from '../../core/serving/model-endpoint-plan';
import { VariantPlan } from '../../core/serving/variant-plan';
import { AUTOSCALE_LIMITS, ENDPOINT_LIMITS } from '../../facts/azure/serving-endpoints';
import { requireConditionPrefix } from '../identity/blob-conditions';
import { folderOf } from '../jobs/store-facts';
import { Alarm } from '../observability/alarm';
import { resourceGroupIdOf } from '../platform/resource-ids';
import { weekly } from './autoscale-profiles';
import { ModelEndpointProps } from './model-endpoint-props';
import { readFolders } from './version-artifact';

/** What only Azure has against an endpoint. */
export function checkEndpoint(plan: ModelEndpointPlan, props: ModelEndpointProps, problems: Problems): void {
  readFolders(plan).forEach(({ folder }) => problems.collect(() => requireConditionPrefix(folder)));
  if (runsInCluster(plan)) return;
  if (plan.capture?.path) problems.collect(() => requireConditionPrefix(folderOf(plan.capture!.path!.key)));
  modelsOf(plan).forEach((variant) => checkVariant(variant, problems));
  plan.rollout.alarms.forEach((alarm) => checkGuard(alarm, props, problems));
  const { concurrentRequests } = props;
  if (concurrentRequests !== undefined && !(Number.isInteger(concurrentRequests) && concurrentRequests > 0)) {
    problems.add('serving/concurrent-requests', `${concurrentRequests} requests at the same time cannot be: give a whole number, 1 or more`);
  }
}

/** Alerts are listed in the resource group of what they watch, and a rollout may list those of the platform's. */
function checkGuard(alarm: IAlarm, { platform }: ModelEndpointProps, problems: Problems): void {
  const { alarmId } = alarm;
  const { _watched: watched } = alarm as Partial<Alarm>;
  if (watched !== undefined && !isUnresolved(watched) && resourceGroupIdOf(watched).toLowerCase() !== platform.resourceGroupId.toLowerCase()) {
    problems.add(
      'serving/rollout-alarm',
      `the alarm '${isUnresolved(alarmId) ? (alarm as Alarm).node.path : alarmId}' is to send a rollout back, but watches '${watched}' of another resource group, whose alerts a rollout may not read: give one that watches what is the platform's`,
    );
  }
}

function checkVariant({ name, model, scaling }: VariantPlan, problems: Problems): void {
  const { command, args } = model.container;
  if (command || args) {
    problems.add('models/container', `the container of '${name}' is to run a program of its own, but Azure ML starts what the image says: build it into the image, or take EndpointKind.deployment(…)`);
  }
  const most = Math.max(scaling.max, ...scaling.schedules.map(({ max }) => max));
  if (most > ENDPOINT_LIMITS.instancesPerDeployment) {
    problems.add('serving/replicas', `'${name}' is to have up to ${most} replicas, but a deployment of Azure ML has ${ENDPOINT_LIMITS.instancesPerDeployment} at most: take larger machines, or several variants`);
  }
  if (scaling.schedules.length >= AUTOSCALE_LIMITS.profiles) {
    problems.add('serving/schedule', `'${name}' has ${scaling.schedules.length} schedules, but Azure Monitor takes ${AUTOSCALE_LIMITS.profiles - 1} beside the usual limits: give fewer`);
  }
  scaling.schedules.forEach(({ when }) => weekly(when, problems));
}
