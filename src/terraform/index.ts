export * from './backends';
export * from './deletion-protection';
export * from './platform-outputs';
export * from './providers';
export * from './raw';
export * from './synth/before-synth';
