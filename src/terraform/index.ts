export * from './providers';
export * from './synth/before-synth';
