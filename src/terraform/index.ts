export * from './backends';
export * from './providers';
export * from './raw';
export * from './synth/before-synth';
