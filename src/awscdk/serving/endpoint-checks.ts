import { isUnresolved, Problems, requireGrantPrefix } from '../../core/private';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { ownGuards } from '../../core/serving/endpoint-alarms';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan, modelsOf, readPaths, runsInCluster } from '../../core/serving/model-endpoint-plan';
import { KNATIVE_UNSEEN, MOST_CLUSTER_VARIANTS } from '../../facts/aws/serving-cluster';
import { servingRefusals } from '../../facts/aws/serving-refusals';
import { scheduleOf } from './endpoint-schedules';
import { ModelEndpointProps } from './model-endpoint-props';

/** What only AWS refuses of an endpoint. */
export function checkEndpoint(region: string | undefined, plan: ModelEndpointPlan, { platform }: ModelEndpointProps, problems: Problems): void {
  readPaths(plan).forEach(({ key }) => problems.collect(() => requireGrantPrefix(key)));
  if (runsInCluster(plan)) return checkInCluster(plan, problems);
  const { alarms } = plan.rollout;
  modelsOf(plan).flatMap(({ scaling }) => scaling.schedules).forEach(({ when }) => scheduleOf(when, problems));
  servingRefusals(plan as ModelEndpointPlan<ServicePlace>, {
    region,
    alarms: alarms.length + ownGuards(plan),
    sealed: platform.network.egress !== undefined && platform.network.egress.kind !== 'nat',
    isUnknown: isUnresolved,
  }).forEach(({ code, message }) => problems.add(code, message));
}

function checkInCluster({ place, variants }: ModelEndpointPlan<ClusterPlace>, problems: Problems): void {
  if (place.knative) problems.add('serving/kind', `the endpoint ${KNATIVE_UNSEEN}`);
  if (variants.length > MOST_CLUSTER_VARIANTS) {
    problems.add('serving/variants', `${variants.length} variants are asked for, but an alarm of CloudWatch reads the load of ${MOST_CLUSTER_VARIANTS} only: give fewer, or a second endpoint`);
  }
}
