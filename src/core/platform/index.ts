export * from './budget';
export * from './guardrails';
export * from './ml-platform';
export * from './profile';
