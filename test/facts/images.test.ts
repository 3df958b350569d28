import { Runtime } from '../../src/core';
import { Problems } from '../../src/core/private';
import { FRAMEWORKS } from '../../src/core/runtime/frameworks';
import { ImageFacts } from '../../src/core/runtime/image-catalogue';
import { planImage } from '../../src/core/runtime/runtime-plan';
import { REGIONS as AWS_REGIONS } from '../../src/facts/aws/regions';
import { REGIONS as GCP_REGIONS } from '../../src/facts/gcp/regions';
import { CATALOGUES } from './catalogues';

const ROWS = Object.entries(CATALOGUES).flatMap(([cloud, { images }]) => images.map((row): [string, ImageFacts] => [cloud, row]));

/** The image as a plan gives it; throws what the plan refuses. */
function uriOf(cloud: string, runtime: Runtime, use: 'training' | 'serving', region?: string, accelerator?: string): string {
  const problems = new Problems();
  const plan = planImage(runtime, { use, accelerator, region, catalogue: CATALOGUES[cloud]!, cloud }, problems);
  problems.throwIfAny();
  return plan!.uri;
}

/** Google takes no tag but `latest` for its own images, and names the version in the repository. */
function isPinned(image: string): boolean {
  const [, name, tag] = /\/?([^/:]+)(?::([^/]+))?$/.exec(image)!;
  return tag !== undefined && tag !== 'latest' ? /\d/.test(tag) : /\.\d+(-\d+)+(\.|$)|\.\d+-\d+/.test(name!);
}

test.each(ROWS)('%s: %j is pinned, of a framework that is known, for a use that it has', (_, row) => {
  expect(isPinned(row.image)).toBe(true);
  expect(Object.keys(FRAMEWORKS)).toContain(row.framework);
  expect([undefined, row.use]).toContain(FRAMEWORKS[row.framework]!.only);
  expect(row.version).toMatch(/^\d+\.\d+(\.\d+)?$/);
  expect(row.ends ?? '2026-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
  // a wrong CUDA would let an image through that has no code for the GPU
  expect(row.accelerator === 'gpu' ? row.cuda ?? '' : 'none').toMatch(/^(\d+(\.\d+)?|none)$/);
});

test('"latest" is refused where a repository does not name its version', () => {
  expect(isPinned('docker.io/acme/torch:latest')).toBe(false);
  expect(isPinned('docker.io/acme/torch')).toBe(false);
  expect(isPinned('vertex-ai/training/sklearn-cpu:latest')).toBe(false);
});

test.each(Object.keys(CATALOGUES))('%s has one image a framework, version, use and kind of machine', (cloud) => {
  const keys = CATALOGUES[cloud]!.images.map(({ framework, version, use, accelerator }) => `${framework} ${version} ${use} ${accelerator}`);
  expect(keys).toEqual([...new Set(keys)]);
});

test.each(Object.keys(CATALOGUES))('%s: each image has its registry, and each registry its images', (cloud) => {
  const { images, registries } = CATALOGUES[cloud]!;
  const used = images.flatMap(({ registry }) => registry ?? []);
  expect([...new Set(used)].sort()).toEqual(Object.keys(registries).sort());
});

test('registries of AWS are accounts in the region, with the suffix of its partition', () => {
  for (const hosts of Object.values(CATALOGUES.AWS!.registries)) {
    for (const [region, host] of Object.entries(hosts)) {
      expect(host).toMatch(new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${region}\\.${AWS_REGIONS[region]!.dnsSuffix}$`));
    }
  }
});

test('AWS: what a region lacks is refused, and everything else has an address', () => {
  expect(uriOf('AWS', Runtime.pytorch('2.13'), 'training', 'eu-central-1', 'h100')).toBe(
    '763104351884.dkr.ecr.eu-central-1.amazonaws.com/pytorch:2.13.0-cu133-amzn2023-sagemaker',
  );
  expect(uriOf('AWS', Runtime.xgboost('3.0'), 'serving', 'cn-north-1')).toBe('450853457545.dkr.ecr.cn-north-1.amazonaws.com.cn/sagemaker-xgboost:3.0-5');
  const without = Object.keys(AWS_REGIONS).filter((region) => CATALOGUES.AWS!.registries.containers![region] === undefined);
  expect(without).toEqual(['eusc-de-east-1', 'us-gov-east-1', 'us-gov-west-1']);
  expect(() => uriOf('AWS', Runtime.xgboost('3.0'), 'serving', 'mx-central-1')).toThrow('[runtime/region]');
});

test('Google Cloud: every region has a copy of Vertex AI\'s images, in its part of the world where there is one', () => {
  const hosts = CATALOGUES['Google Cloud']!.registries.vertex!;
  expect(Object.keys(hosts)).toEqual([...GCP_REGIONS]);
  expect(hosts).toMatchObject({ 'europe-west4': 'europe-docker.pkg.dev', 'asia-south1': 'asia-docker.pkg.dev', 'us-central1': 'us-docker.pkg.dev' });
  expect(uriOf('Google Cloud', Runtime.xgboost('2.1'), 'serving', 'europe-west4')).toBe(
    'europe-docker.pkg.dev/vertex-ai/prediction/xgboost-cpu.2-1:latest',
  );
});

test('an image whose CUDA is older than Blackwell is refused there on every cloud', () => {
  expect(() => uriOf('Google Cloud', Runtime.pytorch('2.4'), 'training', 'us-central1', 'b200')).toThrow('[runtime/accelerator]');
  expect(() => uriOf('Azure', Runtime.pytorch('2.8'), 'training', undefined, 'b200')).toThrow('[runtime/accelerator]');
  expect(() => uriOf('AWS', Runtime.tensorflow('2.19'), 'training', 'us-east-1', 'b200')).toThrow('take version 2.21.0');
  expect(uriOf('Kubernetes', Runtime.ray('2.55'), 'training', undefined, 'b200')).toBe('docker.io/rayproject/ray:2.55.1-py312-cu129');
});
