import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';

/** The text of a file beside the program; nothing where it is not there. */
export function readCommittedFile(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Writes a file that the user commits, when the stacks are written: a program that is refused changes nothing. */
export function writeCommittedFile(construct: Construct, path: string, content: string): void {
  addCustomSynthesis(construct, {
    onSynthesize: () => {
      // cdktf asks each stack for objections when it is written, and those that come later would be too late.
      if (construct.node.root.node.findAll().some(({ node }) => node.validate().length > 0)) return;
      mkdirSync(dirname(resolve(path)), { recursive: true });
      writeFileSync(path, content);
    },
  });
}
