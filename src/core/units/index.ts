export * from './duration';
export * from './size';
export * from './schedule';
