import { METER_PORTS } from '../../../src/core/serving/meter-ports';
import { meterConfig } from '../../../src/kubernetes/serving/pods/meter-config';

type Json = Record<string, any>;

const WISH = { port: 8080, grpc: false, endpoint: 'ml-fraud', variant: 'main', requestLog: false };
const managerOf = (config: Json, name: string): Json => {
  return config.static_resources.listeners.find((listener: Json) => listener.name === name).filter_chains[0].filters[0].typed_config as Json;
};
const clusterOf = (config: Json, name: string): Json => config.static_resources.clusters.find((cluster: Json) => cluster.name === name) as Json;

describe('what counts requests', () => {
  test('hands them to the model as they are, however long it takes', () => {
    const { route } = managerOf(meterConfig(WISH), 'requests').route_config.virtual_hosts[0].routes[0];
    expect(route).toMatchObject({ cluster: 'model', timeout: '0s' });
    expect(clusterOf(meterConfig({ ...WISH, port: 9000 }), 'model').load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address).toEqual({
      address: '127.0.0.1', port_value: 9000,
    });
  });

  test('asks once more only where nothing was sent: a prediction may cost money', () => {
    const { retry_policy: retries } = managerOf(meterConfig(WISH), 'requests').route_config.virtual_hosts[0].routes[0].route;
    expect(retries).toEqual({ retry_on: 'connect-failure,refused-stream,reset-before-request', num_retries: 1 });
  });

  test('shows its measurements to the cluster, and its controls to the pod only', () => {
    const config = meterConfig(WISH);
    expect((config.admin as Json).address.socket_address.address).toBe('127.0.0.1');
    expect(managerOf(config, 'measurements').route_config.virtual_hosts[0].routes).toEqual([{ match: { path: '/stats/prometheus' }, route: { cluster: 'admin' } }]);
  });

  test('counts what gRPC answers, which is no code of HTTP', () => {
    const filters = (grpc: boolean) => managerOf(meterConfig({ ...WISH, grpc }), 'requests').http_filters.map(({ name }: Json) => name as string);
    expect(filters(true)).toEqual(['envoy.filters.http.grpc_stats', 'envoy.filters.http.router']);
    expect(filters(false)).toEqual(['envoy.filters.http.router']);
    const protocol = (grpc: boolean) => JSON.stringify(clusterOf(meterConfig({ ...WISH, grpc }), 'model'));
    expect(protocol(true)).toContain('http2_protocol_options');
    expect(protocol(false)).not.toContain('http2_protocol_options');
  });

  test('writes a line a request where logs are measured', () => {
    expect(managerOf(meterConfig(WISH), 'requests')).not.toHaveProperty('access_log');
    const [log] = managerOf(meterConfig({ ...WISH, requestLog: true }), 'requests').access_log;
    expect(log.typed_config.log_format.json_format).toEqual({ ml_endpoint: 'ml-fraud', ml_variant: 'main', status: '%RESPONSE_CODE%', ms: '%DURATION%' });
  });

  test('has ports that differ', () => {
    expect(new Set(Object.values(METER_PORTS)).size).toBe(3);
  });
});
