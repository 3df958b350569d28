import { METER_PORTS } from '../../../core/serving/meter-ports';
import { VariantPlan } from '../../../core/serving/variant-plan';
import { mirroredImage } from '../../mirrored-image';
import { COLLECTOR_PORT, collectorHost } from '../capture/collector-names';
import { ClusterEndpointPlan } from '../endpoint-labels';
import { meterConfig } from './meter-config';
import { ModelServer } from './model-server';

/** https://hub.docker.com/r/envoyproxy/envoy/tags?name=distroless-v1.37.6 */
const ENVOY = 'docker.io/envoyproxy/envoy:distroless-v1.37.6';
/** The user of the image's base that is not root: https://github.com/GoogleContainerTools/distroless */
const USER = 65532;

/**
 * What counts the requests of a model, whatever its image measures by itself. It starts before the model and ends after it
 * (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/). Its configuration is an argument, so that each pod keeps the one it was made with.
 */
export function meterOf(plan: ClusterEndpointPlan, variant: VariantPlan, server: ModelServer, requestLog: boolean): Record<string, unknown> {
  const { mirror } = plan.place.traits;
  const { capture } = plan;
  const copies = capture && { ...capture, variant: variant.name, host: collectorHost(plan), port: COLLECTOR_PORT };
  const config = meterConfig({ port: server.port, grpc: server.grpc, requestLog, endpoint: plan.name, variant: variant.name, copies });
  return {
    name: 'meter',
    image: mirror ? mirroredImage(mirror, ENVOY) : ENVOY,
    args: ['--config-yaml', JSON.stringify(config), '--log-level', 'warn', '--concurrency', '2'],
    restartPolicy: 'Always',
    ports: [{ name: 'requests', containerPort: METER_PORTS.requests }, { name: 'measurements', containerPort: METER_PORTS.measurements }],
    startupProbe: { tcpSocket: { port: METER_PORTS.requests }, periodSeconds: 1, failureThreshold: 30 },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: copies ? '384Mi' : '256Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: USER, runAsGroup: USER, capabilities: { drop: ['ALL'] },
    },
  };
}
