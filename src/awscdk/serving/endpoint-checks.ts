import { isUnresolved, Problems, requireGrantPrefix } from '../../core/private';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan, modelsOf, readPaths, runsInCluster } from '../../core/serving/model-endpoint-plan';
import { KNATIVE_UNSEEN, MOST_CLUSTER_VARIANTS } from '../../facts/aws/serving-cluster';
import { servingRefusals } from '../../facts/aws/serving-refusals';
import { scheduleOf } from './endpoint-schedules';
import { isAlarmId, ownGuards } from './guard-alarms';
import { ModelEndpointProps } from './model-endpoint-props';
import { artifactOf } from './model-files';

/** What only AWS refuses of an endpoint. */
export function checkEndpoint(region: string | undefined, plan: ModelEndpointPlan, { platform }: ModelEndpointProps, problems: Problems): void {
  readPaths(plan).forEach(({ key }) => problems.collect(() => requireGrantPrefix(key)));
  if (runsInCluster(plan)) return checkInCluster(plan, problems);
  const { alarms } = plan.rollout;
  modelsOf(plan).flatMap(({ scaling }) => scaling.schedules).forEach(({ when }) => scheduleOf(when, problems));
  alarms.filter(({ alarmId }) => !isAlarmId(alarmId)).forEach(({ alarmId }) => {
    problems.add('alarms/wrong-target', `'${alarmId}' is to guard the rollout, but is no alarm of CloudWatch: give one that this platform or awscdk.Alarm made`);
  });
  servingRefusals(plan as ModelEndpointPlan<ServicePlace>, {
    region,
    alarms: alarms.length + ownGuards(plan),
    sealed: platform.network.egress !== undefined && platform.network.egress.kind !== 'nat',
    isUnknown: isUnresolved,
  }).forEach(({ code, message }) => problems.add(code, message));
}

function checkInCluster({ place, variants, rollout }: ModelEndpointPlan<ClusterPlace>, problems: Problems): void {
  if (place.knative) problems.add('serving/kind', `the endpoint ${KNATIVE_UNSEEN}`);
  if (variants.length > MOST_CLUSTER_VARIANTS) {
    problems.add('serving/variants', `${variants.length} variants are asked for, but an alarm of CloudWatch reads the load of ${MOST_CLUSTER_VARIANTS} only: give fewer, or a second endpoint`);
  }
  variants.filter(({ model: { version } }) => version && !artifactOf(version)).forEach(({ name, model }) => {
    problems.add(
      'serving/version-files',
      `'${name}' is the version '${model.version!.versionId}', whose files this program does not know: give the model by its path, or serve the version with EndpointKind.managed()`,
    );
  });
  if (rollout.alarms.length > 0) {
    problems.add(
      'serving/rollout-alarms',
      "alarms of CloudWatch are to send a rollout back, but nothing in the cluster can read them: leave 'alarms' out, whose errors and latency the cluster watches itself",
    );
  }
}
