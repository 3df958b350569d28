import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Problems } from '../../core/private';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { VariantPlan } from '../../core/serving/variant-plan';
import { keepsMachines } from '../../facts/aws/serving-config';
import { missedRequests } from '../../facts/aws/serving-metrics';
import { COOLDOWN_SECONDS, FROM_ZERO, scalable, SCALING_SERVICE, tracking } from '../../facts/aws/serving-scaling';
import { AppautoscalingPolicy } from '../../providers/aws/appautoscaling-policy';
import { AppautoscalingScheduledAction } from '../../providers/aws/appautoscaling-scheduled-action';
import { AppautoscalingTarget } from '../../providers/aws/appautoscaling-target';
import { CloudwatchMetricAlarm } from '../../providers/aws/cloudwatch-metric-alarm';
import { ContentId } from '../../terraform';
import { scheduleOf } from './endpoint-schedules';
import { addressOf } from './release-name';

export interface EndpointScalingProps {
  readonly plan: ModelEndpointPlan<ServicePlace>;
  readonly tags: Readonly<Record<string, string>>;
  /** What has to be there before it can be scaled. */
  readonly after: ITerraformDependable;
}

/**
 * What moves the number of machines, or of copies. Where the number of one variant moves, that of each is held here: a release then keeps the machines that run, and
 * what a fixed number became in the program would be lost.
 */
export class EndpointScaling extends Construct {
  public readonly targets: AppautoscalingTarget[];

  public constructor(scope: Construct, id: string, private readonly props: EndpointScalingProps) {
    super(scope, id);
    const { plan } = props;
    const toZero = plan.place.kind === 'scale-to-zero';
    this.targets = toZero || keepsMachines(plan) ? plan.variants.map((variant) => this.target(variant)) : [];
    if (toZero) this.wake(this.targets[0]!);
  }

  private target(variant: VariantPlan): AppautoscalingTarget {
    const { plan, after, tags } = this.props;
    const { resourceId, dimension } = scalable(plan, variant);
    const { min, max, tracked, schedules } = variant.scaling;
    const target = new AppautoscalingTarget(this, variant.name, {
      resourceId,
      scalableDimension: dimension,
      serviceNamespace: SCALING_SERVICE,
      minCapacity: min,
      maxCapacity: max,
      tags: { ...tags },
      dependsOn: [after],
      lifecycle: {
        // SageMaker changes no machine of a variant that is scaled: the target goes before, and comes after. https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-update.html
        replaceTriggeredBy: [addressOf(new ContentId(this, `${variant.name}-machine`, variant.machine!.name))],
        // Between schedules the limits are those of the last one.
        ...(schedules.length > 0 ? { ignoreChanges: ['min_capacity', 'max_capacity'] } : {}),
      },
    });
    schedules.forEach((limits) => new AppautoscalingScheduledAction(this, `${variant.name}-${limits.name}`, {
      ...scaledBy(target),
      name: `${plan.name}-${variant.name}-${limits.name}`,
      schedule: scheduleOf(limits.when, new Problems())!,
      scalableTargetAction: { minCapacity: String(limits.min), maxCapacity: String(limits.max) },
    }));
    tracked.forEach((what) => this.track(target, variant, what));
    return target;
  }

  private track(target: AppautoscalingTarget, variant: VariantPlan, what: VariantPlan['scaling']['tracked'][number]): void {
    const { plan } = this.props;
    const { target: targetValue, predefined, series } = tracking(plan, variant, what);
    new AppautoscalingPolicy(this, `${variant.name}-${what.kind}`, {
      ...scaledBy(target),
      name: `${plan.name}-${variant.name}-${what.kind}`,
      policyType: 'TargetTrackingScaling',
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
  private wake(target: AppautoscalingTarget): void {
    const { plan, tags } = this.props;
    const { namespace, metricName, dimensions } = missedRequests(plan);
    const policy = new AppautoscalingPolicy(this, 'FromZero', {
      ...scaledBy(target),
      name: `${plan.name}-from-zero`,
      policyType: 'StepScaling',
      stepScalingPolicyConfiguration: {
        adjustmentType: FROM_ZERO.adjustmentType,
        metricAggregationType: FROM_ZERO.metricAggregationType,
        cooldown: FROM_ZERO.cooldownSeconds,
        stepAdjustment: [{ metricIntervalLowerBound: '0', scalingAdjustment: FROM_ZERO.copies }],
      },
    });
    new CloudwatchMetricAlarm(this, 'Missed', {
      alarmName: `${plan.name}-from-zero`,
      alarmDescription: `${plan.name}: somebody asks, and no copy is there. Starts one, which takes some minutes; nobody has to do anything.`,
      namespace,
      metricName,
      dimensions: { ...dimensions },
      statistic: FROM_ZERO.statistic,
      period: FROM_ZERO.periodSeconds,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'missing',
      alarmActions: [policy.arn],
      tags: { ...tags },
    });
  }
}

function scaledBy({ resourceId, scalableDimension, serviceNamespace }: AppautoscalingTarget): Pick<AppautoscalingTarget, 'resourceId' | 'scalableDimension' | 'serviceNamespace'> {
  return { resourceId, scalableDimension, serviceNamespace };
}
