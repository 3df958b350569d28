// What the documentation of eks-blueprints shows for its GPU builder (docs/builders/gpu-builder.md), with the props that its types demand.
import { GpuBuilder } from '@aws-quickstart/eks-blueprints';
import { App } from 'aws-cdk-lib';
import { InstanceClass, InstanceSize } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks';

const app = new App({ outdir: process.env.OUT_DIR });
GpuBuilder.builder({ kubernetesVersion: KubernetesVersion.of('1.34'), instanceClass: InstanceClass.G5, instanceSize: InstanceSize.XLARGE })
  .account('123456789012')
  .region('eu-west-1')
  .enableGpu({ values: { driver: { enabled: false }, toolkit: { enabled: false } } })
  .build(app, 'gpu');
app.synth();
