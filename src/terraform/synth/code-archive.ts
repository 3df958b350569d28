import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';
import { zipFile } from './zip-file';

/** What the code of a function is deployed from. */
export interface CodeArchive {
  /** Relative to the folder of the stack, in which Terraform runs. */
  readonly fileName: string;
  /** Another one when the code is, so that Terraform deploys it again. */
  readonly hash: string;
}

/**
 * Writes one file of code, zipped, into the folder of the construct's stack. cdktf's own archives have the time of their making in them, and are others at each synth:
 * https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/private/fs.ts
 */
export function codeArchive(construct: Construct, name: string, file: string, code: string): CodeArchive {
  const bytes = zipFile(file, code);
  const fileName = `./code/${name}.zip`;
  addCustomSynthesis(construct, {
    onSynthesize: ({ outdir, manifest }) => {
      const { workingDirectory } = manifest.forStack(TerraformStack.of(construct));
      const path = join(outdir, workingDirectory, fileName);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    },
  });
  return { fileName, hash: createHash('sha256').update(bytes).digest('base64') };
}
