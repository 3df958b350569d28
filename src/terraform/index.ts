export * from './backends';
export * from './charts/manifest-chart';
export * from './platform-outputs';
export * from './providers';
export * from './raw';
export * from './stable-text';
export * from './synth/before-synth';
export * from './synth/synth-file';
