import { cdk, javascript, typescript } from 'projen';
import { JestSwc } from './projenrc/jest-swc';
import { LintZones } from './projenrc/lint-zones';
import { ProjectScripts } from './projenrc/project-scripts';
import { SubpathExports } from './projenrc/subpath-exports';

const project = new cdk.JsiiProject({
  name: 'ml-platform-constructs',
  description: 'Typed machine-learning platforms on AWS, Google Cloud, Azure and Kubernetes, for AWS CDK and CDK for Terraform.',
  author: 'The ml-platform-constructs authors',
  authorAddress: 'authors@ml-platform-constructs.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/ml-platform-constructs/ml-platform-constructs.git',
  keywords: ['cdk', 'cdktf', 'terraform', 'mlops', 'machine-learning', 'sagemaker', 'vertex-ai', 'azure-ml', 'kubernetes'],
  license: 'Apache-2.0',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  entrypoint: 'lib/index.js',
  publishToPypi: { distName: 'ml-platform-constructs', module: 'ml_platform_constructs' },

  peerDeps: ['aws-cdk-lib@^2.275.0', 'cdktf@^0.21.0', 'constructs@^10.6.0'],
  peerDependencyOptions: { pinnedDevDependency: false },
  bundledDeps: ['ipaddr.js@2.5.0', 'fastest-levenshtein@1.0.16'],

  jsiiVersion: '6.0.16',
  typescriptVersion: '6.0.3',
  projenVersion: '0.103.25',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false, types: ['node'] } },
  tsconfigDev: { compilerOptions: { types: ['jest', 'node'], noUnusedLocals: true, noUnusedParameters: true } },
  eslint: true,
  eslintOptions: { dirs: ['src'] },
  gitignore: ['/out/', '/.venv/', '/.cache/', 'cdktf.out/', 'cdk.out/', '__pycache__/', '*.egg-info/'],

  // Not used: the workflow files, releases and upgrades of projen, its ts-jest and its sample code.
  github: false,
  release: false,
  depsUpgrade: false,
  docgen: false,
  jest: false,
  clobber: false,
  sampleCode: false,
  npmignoreEnabled: false,
});

// Exact versions: a build of today is the build of next year.
project.addDevDeps(
  // peers, at the versions which PyPI has as well
  'aws-cdk-lib@2.275.0',
  'cdktf@0.21.0',
  'constructs@10.6.0',
  // vendored into the package
  '@cdktf/provider-aws@21.22.1',
  '@cdktf/provider-google@16.12.1',
  '@cdktf/provider-azurerm@14.23.1',
  '@cdktf/provider-kubernetes@12.1.1',
  '@cdktf/provider-helm@12.1.2',
  // build
  'esbuild@0.28.2',
  'jsii-diff@1.134.0',
  'jsii-docgen@10.12.6',
  'jsii-pacmak@1.140.0',
  'tsx@4.23.15',
  // lint
  '@stylistic/eslint-plugin@2.13.0',
  '@typescript-eslint/eslint-plugin@8.73.0',
  '@typescript-eslint/parser@8.73.0',
  'eslint@9.39.5',
  'eslint-plugin-import@2.32.0',
  // test
  '@jsii/spec@1.140.0',
  '@swc/core@1.16.18',
  '@swc/jest@0.2.39',
  '@types/jest@30.0.0',
  '@types/node@20.19.43',
  'aws-cdk@2.1148.1',
  'cdk-nag@3.0.2',
  'jest@30.5.2',
  'yaml@2.9.1',
);

// An allow-list instead of .npmignore; README, LICENSE and package.json are always packed.
project.addFields({ files: ['.jsii', 'lib', 'THIRD-PARTY-NOTICES'] });

// No dependency needs its install script (one would compile C++), so none is run.
new javascript.NpmConfig(project).addConfig('ignore-scripts', 'true');

// The newest of which there is a binary for every system; without all of them the lock file is not complete for npm ci.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

new SubpathExports(project);
new ProjectScripts(project);
new LintZones(project);
new JestSwc(project);
project.synth();
