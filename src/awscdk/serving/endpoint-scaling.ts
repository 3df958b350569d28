import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, IDependable } from 'constructs';
import { Problems } from '../../core/private';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { VariantPlan } from '../../core/serving/variant-plan';
import { keepsMachines } from '../../facts/aws/serving-config';
import { missedRequests } from '../../facts/aws/serving-metrics';
import { COOLDOWN_SECONDS, FROM_ZERO, scalable, SCALING_SERVICE, tracking } from '../../facts/aws/serving-scaling';
import { pascal } from '../names';
import { scheduleOf } from './endpoint-schedules';

export interface EndpointScalingProps {
  readonly plan: ModelEndpointPlan<ServicePlace>;
  /** What has to be there before it can be scaled. */
  readonly after: IDependable;
}

/**
 * What moves the number of machines, or of copies. Where the number of one variant moves, that of each is held here: a release then keeps the machines that run, and
 * what a fixed number became in the program would be lost.
 */
export class EndpointScaling extends Construct {
  public readonly targets: CfnScalableTarget[];

  public constructor(scope: Construct, id: string, private readonly props: EndpointScalingProps) {
    super(scope, id);
    const { plan } = props;
    const toZero = plan.place.kind === 'scale-to-zero';
    this.targets = toZero || keepsMachines(plan) ? plan.variants.map((variant) => this.target(variant)) : [];
    if (toZero) this.wake(this.targets[0]!);
  }

  private target(variant: VariantPlan): CfnScalableTarget {
    const { plan, after } = this.props;
    const { resourceId, dimension } = scalable(plan, variant);
    const { min, max, tracked, schedules } = variant.scaling;
    const target = new CfnScalableTarget(this, pascal(variant.name), {
      resourceId,
      scalableDimension: dimension,
      serviceNamespace: SCALING_SERVICE,
      minCapacity: min,
      maxCapacity: max,
      scheduledActions: schedules.length === 0 ? undefined : schedules.map((limits) => ({
        scheduledActionName: `${plan.name}-${variant.name}-${limits.name}`,
        schedule: scheduleOf(limits.when, new Problems())!,
        scalableTargetAction: { minCapacity: limits.min, maxCapacity: limits.max },
      })),
    });
    target.node.addDependency(after);
    tracked.forEach((what) => this.track(target, variant, what));
    return target;
  }

  private track(target: CfnScalableTarget, variant: VariantPlan, what: VariantPlan['scaling']['tracked'][number]): void {
    const { plan } = this.props;
    const { target: targetValue, predefined, series } = tracking(plan, variant, what);
    new CfnScalingPolicy(this, `${pascal(variant.name)}${pascal(what.kind)}`, {
      policyName: `${plan.name}-${variant.name}-${what.kind}`,
      policyType: 'TargetTrackingScaling',
      scalingTargetId: target.ref,
      targetTrackingScalingPolicyConfiguration: {
        targetValue,
        scaleInCooldown: COOLDOWN_SECONDS.in,
        scaleOutCooldown: COOLDOWN_SECONDS.out,
        predefinedMetricSpecification: predefined ? { predefinedMetricType: predefined } : undefined,
        customizedMetricSpecification: series && {
          namespace: series.namespace,
          metricName: series.metricName,
          dimensions: Object.entries(series.dimensions).map(([name, value]) => ({ name, value })),
          statistic: 'Average',
        },
      },
    });
  }

  /** From nothing to one copy. */
  private wake(target: CfnScalableTarget): void {
    const { plan } = this.props;
    const { namespace, metricName, dimensions } = missedRequests(plan);
    const policy = new CfnScalingPolicy(this, 'FromZero', {
      policyName: `${plan.name}-from-zero`,
      policyType: 'StepScaling',
      scalingTargetId: target.ref,
      stepScalingPolicyConfiguration: {
        adjustmentType: FROM_ZERO.adjustmentType,
        metricAggregationType: FROM_ZERO.metricAggregationType,
        cooldown: FROM_ZERO.cooldownSeconds,
        stepAdjustments: [{ metricIntervalLowerBound: 0, scalingAdjustment: FROM_ZERO.copies }],
      },
    });
    new CfnAlarm(this, 'Missed', {
      alarmName: `${plan.name}-from-zero`,
      alarmDescription: `${plan.name}: somebody asks, and no copy is there. Starts one, which takes some minutes; nobody has to do anything.`,
      namespace,
      metricName,
      dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      statistic: FROM_ZERO.statistic,
      period: FROM_ZERO.periodSeconds,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'missing',
      alarmActions: [policy.ref],
    });
  }
}
