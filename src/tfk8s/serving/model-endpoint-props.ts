import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** An endpoint on an existing cluster. */
export interface ModelEndpointProps extends core.ModelEndpointProps {
  /** The platform whose channels are told. */
  readonly platform: IMlPlatform;

  /**
   * Where the cluster's Prometheus answers, which rollouts and autoscalers ask.
   * @default 'http://prometheus-operated.monitoring.svc:9090', as kube-prometheus-stack in the namespace `monitoring`
   */
  readonly prometheusUrl?: string;
}
