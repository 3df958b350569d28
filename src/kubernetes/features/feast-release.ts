/** https://github.com/feast-dev/feast/blob/v0.66.0/infra/feast-operator/dist/install.yaml has it for what the operator starts. */
export const FEAST_IMAGE = 'quay.io/feastdev/feature-server:0.66.0';

/** The user of the image: https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/infra/feature_servers/multicloud/Dockerfile */
export const FEAST_USER = 1001;

/** Where it answers, and where it shows what it measures: https://docs.feast.dev/reference/feature-servers/python-feature-server */
export const FEAST_PORTS = { requests: 6566, metrics: 8000 } as const;

/** The right to ask the API server whose a token is, which servers of features have. */
export const TOKEN_REVIEWER = 'feast-token-reviewer';

/** How long a server may go on with the definitions that it knows. */
export const REGISTRY_SECONDS = 60;

/**
 * Tokens of service accounts are checked by the API server in this mode, and a token that it does not know is refused. In the mode `kubernetes` a token that is refused is only
 * noted, and its name is believed: https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/permissions/auth/kubernetes_token_parser.py against
 * https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/permissions/auth/oidc_token_parser.py
 */
export const FEAST_SIGN_IN = {
  type: 'oidc',
  auth_discovery_url: 'https://kubernetes.default.svc/.well-known/openid-configuration',
  ca_cert_path: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
} as const;
