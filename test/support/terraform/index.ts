export * from './cloud-control-templates';
export * from './expect-passed';
export * from './json-text';
export * from './references';
export * from './refused-synth';
export * from './synthesized-app';
export * from './synthesized-stack';
export * from './terraform-run';
