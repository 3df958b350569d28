import { Mlflow, MlflowProps } from '../../src/kubernetes';
import { MIRRORED, repositoriesIn, traits, valuesOf, WATCHED } from './traits';

const PROPS: MlflowProps = {
  namespaces: ['ml', 'vision'],
  database: { host: 'postgres.acme.internal', databaseName: 'mlflow', credentialsSecret: 'mlflow-database' },
  artifacts: { endpoint: 'https://s3.acme.internal', bucketName: 'mlflow', credentialsSecret: 'mlflow-s3', prefix: 'runs' },
};

describe('MLflow', () => {
  test('keeps nothing in itself: a database and a store that are there, whose keys are in Secrets', () => {
    const values = valuesOf(new Mlflow(PROPS));
    expect(values.backendStore).toMatchObject({ postgres: { enabled: true, host: 'postgres.acme.internal', database: 'mlflow' }, existingDatabaseSecret: { name: 'mlflow-database' } });
    expect(values.artifactRoot).toMatchObject({ proxiedArtifactStorage: true, s3: { enabled: true, bucket: 'mlflow', path: 'runs', existingSecret: { name: 'mlflow-s3' } } });
    expect(values.extraEnvVars.MLFLOW_S3_ENDPOINT_URL).toBe('https://s3.acme.internal');
    expect(JSON.stringify(values)).not.toMatch(/password":"\w|awsSecretAccessKey/);
  });

  test('is reached from the named namespaces only, by the names of its service', () => {
    const { manifests } = new Mlflow(PROPS).parts(traits());
    const [{ spec }] = manifests![0]!.manifests as [Record<string, any>];
    expect(spec.podSelector).toEqual({});
    expect(spec.ingress[0].from.map(({ namespaceSelector }: Record<string, any>) => namespaceSelector.matchLabels['kubernetes.io/metadata.name'])).toEqual(['mlflow', 'ml', 'vision']);
    expect(valuesOf(new Mlflow({ ...PROPS, allowedHosts: ['mlflow.acme.io'] })).serverAllowedHosts).toEqual([
      'mlflow.mlflow', 'mlflow.mlflow.svc', 'mlflow.mlflow.svc.cluster.local', 'mlflow.acme.io',
    ]);
  });

  test('is measured where Prometheus knows how, and comes from the mirror', () => {
    expect(valuesOf(new Mlflow(PROPS)).serviceMonitor.enabled).toBe(false);
    expect(valuesOf(new Mlflow(PROPS), WATCHED).serviceMonitor).toMatchObject({ enabled: true, namespace: 'mlflow' });
    const mirrored = repositoriesIn(valuesOf(new Mlflow(PROPS), MIRRORED));
    expect(mirrored).toHaveLength(4);
    mirrored.forEach((repository) => expect(repository).toMatch(/^registry\.acme\.internal\/ml\//));
  });
});
