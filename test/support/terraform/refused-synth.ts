import { readdirSync } from 'fs';
import { App } from 'cdktf';
import { Errors } from '../../../src/core/errors';

/** The codes with which synth is refused; throws when it is not, when the error is not ours, and when a file was written all the same. */
export function codesOfRefusedSynth(app: App): string[] {
  try {
    app.synth();
  } catch (error) {
    if (!Errors.isValidationError(error)) throw error;
    const written = filesIn(app.outdir);
    if (written.length > 0) throw new Error(`refused, but after these files were written: ${written.join(', ')}`);
    return Errors.codesOf(error);
  }
  throw new Error('not refused');
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);
}
