import { IConstruct } from 'constructs';
import { Check, SynthGate } from './synth-gate';

/**
 * Runs a check that needs the whole App, once, before the first file of any stack is written. What all such checks find is thrown together.
 *
 * A check may read; it may not make constructs nor references between stacks. The same holds for Aspects, which cdktf runs even later.
 */
export function beforeSynth(construct: IConstruct, check: Check): void {
  SynthGate.of(construct).check(construct, check);
}
