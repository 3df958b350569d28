"""CloudWatch: composite alarms, which moto stores and lists but has no call for."""

from moto.cloudwatch.responses import CloudWatchResponse


def apply() -> None:
    # moto's metric alarm takes an alarm rule as well.
    CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm
