/** @type {import('jest').Config} */
module.exports = {
  globalSetup: './dynamodb.setup.ts',
  transform: { '\\.ts$': '@swc/jest' },
};
