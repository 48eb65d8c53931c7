/** @type {import('jest').Config} */
module.exports = {
  globalSetup: './dynamodb.setup.ts',
  // In each worker, the same file points to its own DynamoDB.
  setupFilesAfterEnv: ['./dynamodb.setup.ts'],
  transform: { '\\.ts$': '@swc/jest' },
};
