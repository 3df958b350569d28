/**
 * What each alarm of a platform watches, in PromQL. `$NAMESPACE`, `$THRESHOLD` and `$WINDOW` are replaced.
 * Metrics: kube-state-metrics (https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics) and the API server
 * (https://kubernetes.io/docs/reference/instrumentation/metrics/).
 */
export const PLATFORM_ALERTS = {
  'failed-deploys': {
    alert: 'MlPlatformDeploymentFailed',
    expr:
      'kube_deployment_status_condition{namespace="$NAMESPACE",condition="Progressing",status="false"} == 1 ' +
      'or kube_job_status_failed{namespace="$NAMESPACE"} > $THRESHOLD',
  },
  'denied-access': {
    alert: 'MlPlatformAccessDenied',
    expr: 'sum(increase(apiserver_request_total{code="403"}[$WINDOW])) > $THRESHOLD',
  },
} as const;
