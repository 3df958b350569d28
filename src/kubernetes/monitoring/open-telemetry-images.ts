import { mirroredImage } from '../mirrored-image';

interface Image {
  readonly repository: string;
  readonly tag: string;
}

const OPERATOR = 'ghcr.io/open-telemetry/opentelemetry-operator';

/**
 * What the operator starts beside collectors. The chart says nothing of these, and the program has them built in: an address goes only with a tag.
 * https://github.com/open-telemetry/opentelemetry-operator/blob/v0.156.0/versions.txt and
 * https://github.com/open-telemetry/opentelemetry-operator/blob/v0.156.0/internal/config/config.go
 */
const STARTED: Readonly<Record<string, Image>> = {
  targetAllocatorImage: { repository: `${OPERATOR}/target-allocator`, tag: '0.156.0' },
  opampBridgeImage: { repository: `${OPERATOR}/operator-opamp-bridge`, tag: '0.156.0' },
};

/** What it adds to programs, by their language or server; from the same sources. */
const INSTRUMENTATION: Readonly<Record<string, Image>> = {
  java: { repository: `${OPERATOR}/autoinstrumentation-java`, tag: '2.29.0' },
  nodejs: { repository: `${OPERATOR}/autoinstrumentation-nodejs`, tag: '0.78.0' },
  python: { repository: `${OPERATOR}/autoinstrumentation-python`, tag: '0.64b0' },
  dotnet: { repository: `${OPERATOR}/autoinstrumentation-dotnet`, tag: '1.16.0' },
  apacheHttpd: { repository: `${OPERATOR}/autoinstrumentation-apache-httpd`, tag: '1.0.4' },
  nginx: { repository: `${OPERATOR}/autoinstrumentation-apache-httpd`, tag: '1.0.4' },
  go: { repository: 'ghcr.io/open-telemetry/opentelemetry-go-instrumentation/autoinstrumentation-go', tag: 'v0.24.0' },
};

/** The images of the operator and of all that it starts but collectors, from a mirror. */
export function operatorImages(mirror: string): Record<string, unknown> {
  const from = (images: Readonly<Record<string, Image>>) => Object.fromEntries(Object.entries(images).map(([name, { repository, tag }]) => {
    return [name, { repository: mirroredImage(mirror, repository), tag }];
  }));
  return {
    image: { repository: mirroredImage(mirror, `${OPERATOR}/opentelemetry-operator`) },
    ...from(STARTED),
    autoInstrumentationImage: from(INSTRUMENTATION),
  };
}
