import { METER_PORTS } from '../../../core/serving/meter-ports';
import { copyProgram, CopyWish } from '../capture/copy-program';

type Json = Record<string, unknown>;

/** What begins the names of the measurements. */
export const METER_PREFIX = 'model';

export interface MeterWish {
  /** Where the model listens. */
  readonly port: number;
  readonly grpc: boolean;
  readonly endpoint: string;
  readonly variant: string;
  readonly requestLog: boolean;
  /** What is copied, and to whom; nothing where it is absent. */
  readonly copies?: CopyWish & { readonly host: string; readonly port: number };
}

const TYPE = 'type.googleapis.com/envoy.extensions';

/**
 * The configuration of an Envoy that stands before a model and counts: https://www.envoyproxy.io/docs/envoy/v1.37.6/configuration/http/http_conn_man/stats. Its own interface
 * answers inside of the pod only; of it, the measurements are shown.
 */
export function meterConfig(wish: MeterWish): Json {
  return {
    admin: { address: address('127.0.0.1', METER_PORTS.admin) },
    static_resources: {
      listeners: [
        listener('requests', METER_PORTS.requests, manager(METER_PREFIX, requestRoute(), [...(wish.grpc ? [GRPC_STATS] : []), ...(wish.copies ? [copying(wish.copies)] : []), ROUTER], {
          // Models that write their answer word by word take their time.
          stream_idle_timeout: '900s',
          upgrade_configs: [{ upgrade_type: 'websocket' }],
          ...(wish.requestLog ? { access_log: [requestLog(wish)] } : {}),
        })),
        listener('measurements', METER_PORTS.measurements, manager('measurements', { match: { path: '/stats/prometheus' }, route: { cluster: 'admin' } }, [ROUTER], {})),
      ],
      clusters: [cluster('model', wish.port, modelProtocol(wish.grpc)), cluster('admin', METER_PORTS.admin, {}), ...(wish.copies ? [collector(wish.copies)] : [])],
    },
  };
}

const ROUTER = { name: 'envoy.filters.http.router', typed_config: { '@type': `${TYPE}.filters.http.router.v3.Router` } };
/** https://www.envoyproxy.io/docs/envoy/v1.37.6/configuration/http/http_filters/grpc_stats_filter */
const GRPC_STATS = {
  name: 'envoy.filters.http.grpc_stats', typed_config: { '@type': `${TYPE}.filters.http.grpc_stats.v3.FilterConfig`, 'stats_for_all_methods': false },
};

function copying(copies: CopyWish): Json {
  return {
    name: 'envoy.filters.http.lua',
    typed_config: { '@type': `${TYPE}.filters.http.lua.v3.Lua`, 'default_source_code': { inline_string: copyProgram(copies) } },
  };
}

/**
 * Whom copies go to. Few are under way at once, and what is more is dropped, which `upstream_rq_pending_overflow` counts; a meter starts whether there is a collector or not.
 * https://www.envoyproxy.io/docs/envoy/v1.37.6/api-v3/config/cluster/v3/cluster.proto
 */
function collector({ host, port }: NonNullable<MeterWish['copies']>): Json {
  return {
    name: 'collector',
    cluster_type: { name: 'envoy.cluster.dns', typed_config: { '@type': `${TYPE}.clusters.dns.v3.DnsCluster`, 'dns_refresh_rate': '30s' } },
    connect_timeout: '1s',
    wait_for_warm_on_init: false,
    circuit_breakers: { thresholds: [{ max_connections: 4, max_pending_requests: 16, max_requests: 16 }] },
    load_assignment: { cluster_name: 'collector', endpoints: [{ lb_endpoints: [{ endpoint: { address: address(host, port) } }] }] },
  };
}

/** How long an answer takes is the model's affair. A connection that the model has just closed is tried once more, if nothing was sent over it. */
function requestRoute(): Json {
  return { match: { prefix: '/' }, route: { cluster: 'model', timeout: '0s', retry_policy: { retry_on: 'connect-failure,refused-stream,reset-before-request', num_retries: 1 } } };
}

function manager(prefix: string, route: Json, filters: readonly Json[], more: Json): Json {
  return {
    '@type': `${TYPE}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    'stat_prefix': prefix,
    'route_config': { virtual_hosts: [{ name: prefix, domains: ['*'], routes: [route] }] },
    'http_filters': filters,
    ...more,
  };
}

function listener(name: string, port: number, connectionManager: Json): Json {
  const filters = [{ name: 'envoy.filters.network.http_connection_manager', typed_config: connectionManager }];
  return { name, address: address('0.0.0.0', port), filter_chains: [{ filters }] };
}

function cluster(name: string, port: number, more: Json): Json {
  return {
    name,
    type: 'STATIC',
    connect_timeout: '2s',
    // What is too much for a model waits in the model, where it is measured.
    circuit_breakers: { thresholds: [{ max_connections: 100_000, max_pending_requests: 100_000, max_requests: 100_000 }] },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address: address('127.0.0.1', port) } }] }] },
    ...more,
  };
}

/** Servers close connections that idle for some seconds; the meter is quicker. */
function modelProtocol(grpc: boolean): Json {
  return {
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': `${TYPE}.upstreams.http.v3.HttpProtocolOptions`,
        'common_http_protocol_options': { idle_timeout: '1s' },
        'explicit_http_config': grpc ? { http2_protocol_options: {} } : { http_protocol_options: {} },
      },
    },
  };
}

function requestLog({ endpoint, variant }: MeterWish): Json {
  const line = { ml_endpoint: endpoint, ml_variant: variant, status: '%RESPONSE_CODE%', ms: '%DURATION%' };
  return { name: 'envoy.access_loggers.stdout', typed_config: { '@type': `${TYPE}.access_loggers.stream.v3.StdoutAccessLog`, 'log_format': { json_format: line } } };
}

function address(host: string, port: number): Json {
  return { socket_address: { address: host, port_value: port } };
}
