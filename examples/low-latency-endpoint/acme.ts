import {
  AlertChannel, Duration, EndpointScaling, IMlPlatform, Machine, MlPlatformProps, Model, ModelEndpointProps, Profile, Scaling,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'pricing' },
};

/** A price within 50 ms for 99 of 100 requests; every place takes these lines as they are. */
export function pricing(ml: IMlPlatform): ModelEndpointProps {
  return {
    // Your image, with the model in it: it answers GET /ping once the model is warm, and POST /invocations, on port 8080.
    model: Model.fromImage(ml.registry.imageUri('serving', '1.4.2')),
    machine: Machine.general(4),
    // Three replicas are always warm.
    scaling: Scaling.elastic(3, 12),
    objectives: { latencyP99: Duration.millis(50), saturationPercent: 70 },
  };
}

/** More replicas before requests have to wait: by how many there are, and by how long the model takes. */
export const byRequests = EndpointScaling.requestsPerReplica(1_200);
export const byLatency = EndpointScaling.latency(Duration.millis(20));

/** One warm replica from 20 to 6 o'clock UTC, and at weekends. */
export const atNight = EndpointScaling.offHours({ begins: 20, ends: 6, replicas: 1 });
