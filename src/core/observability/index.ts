export * from './alarm';
export * from './alert-channel';
export * from './metric';
export * from './severity';
