import { keepsMachines, Properties } from './serving-config';
import { SageMakerEndpoint } from './serving-endpoint';
import { rolloutTimeout } from './serving-service';

type Rollout = SageMakerEndpoint['rollout'];

const ROUTING: Readonly<Record<string, string>> = { 'all-at-once': 'ALL_AT_ONCE', 'blue-green': 'ALL_AT_ONCE', 'canary': 'CANARY', 'linear': 'LINEAR' };

/**
 * How a release of a whole endpoint takes over: https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green.html. Every rollout is blue and
 * green: a new fleet, of which parts take over; `WaitIntervalInSeconds` is what core calls bake time, and the last step is watched, too.
 *
 * The number of machines that runs is kept, and the weights are not, since they are the program's:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VariantProperty.html
 */
export function endpointRollout(endpoint: SageMakerEndpoint, alarmNames: readonly string[]): Properties {
  return {
    DeploymentConfig: {
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: trafficRouting(endpoint.rollout),
        TerminationWaitInSeconds: endpoint.rollout.keepOldSeconds,
        MaximumExecutionTimeoutInSeconds: rolloutTimeout(watchedSeconds(endpoint.rollout)),
      },
      ...rollback(alarmNames),
    },
    ...(keepsMachines(endpoint) && { RetainAllVariantProperties: true, ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredWeight' }] }),
  };
}

function trafficRouting({ kind, steps, bakeSeconds }: Rollout): Properties {
  const size = { Type: 'CAPACITY_PERCENT', Value: steps[0] };
  return {
    Type: ROUTING[kind],
    WaitIntervalInSeconds: bakeSeconds,
    ...(kind === 'canary' && { CanarySize: size }),
    ...(kind === 'linear' && { LinearStepSize: size }),
  };
}

/** How a new model takes over in a component: half of the copies at a time. https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html */
export function componentRollout({ rollout }: SageMakerEndpoint, alarmNames: readonly string[]): Properties {
  return {
    DeploymentConfig: {
      RollingUpdatePolicy: {
        MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 50 },
        WaitIntervalInSeconds: rollout.bakeSeconds,
        MaximumExecutionTimeoutInSeconds: rolloutTimeout(rollout.bakeSeconds * 2),
      },
      ...rollback(alarmNames),
    },
  };
}

function rollback(alarmNames: readonly string[]): Properties {
  return alarmNames.length === 0 ? {} : { AutoRollbackConfiguration: { Alarms: alarmNames.map((AlarmName) => ({ AlarmName })) } };
}

function watchedSeconds({ steps, bakeSeconds, keepOldSeconds }: Rollout): number {
  return steps.length * bakeSeconds + keepOldSeconds;
}
