export * from './aws/index.js';
export * from './schema/index.js';
export * from './tables/index.js';
