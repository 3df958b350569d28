import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';

/** Writes a file into the folder of the construct's stack, beside `cdk.tf.json`. It is for people and pipelines; Terraform does not read it. */
export function synthFile(construct: Construct, name: string, content: () => string): void {
  addCustomSynthesis(construct, {
    onSynthesize: ({ outdir, manifest }) => {
      const { workingDirectory } = manifest.forStack(TerraformStack.of(construct));
      const file = join(outdir, workingDirectory, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content());
    },
  });
}
