export * from './synthesized-app';
export * from './synthesized-stack';
export * from './refused-synth';
export * from './terraform-run';
