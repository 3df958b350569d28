import { Duration, IMetric } from '../../core';
import { EndpointAlarm } from '../../core/serving/endpoint-alarms';
import { ALERT_WINDOWS } from '../../facts/azure/metrics';
import { isPlatformMetric, isPrometheus } from '../observability/azure-metric';
import { Metric } from '../observability/metric';

/** Alerts of Azure Monitor look at one window, so that several periods become the next longer one; rules of Prometheus take any time. */
export function inOneWindow(alarm: EndpointAlarm): EndpointAlarm {
  const { metric, periods = 1 } = alarm;
  if (isPrometheus(metric) || periods === 1) return alarm;
  return { ...alarm, periods: 1, metric: withWindow(metric, metric.period.toMinutes() * periods) };
}

function withWindow(metric: IMetric, minutes: number): IMetric {
  const window = Object.keys(ALERT_WINDOWS).map(Number).find((each) => each >= minutes)!;
  return isPlatformMetric(metric) ? new Metric({ ...metric, period: Duration.minutes(window) }) : metric;
}
