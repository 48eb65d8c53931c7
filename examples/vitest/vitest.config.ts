import { defineConfig } from 'vitest/config';

// The set-up starts the engines, and in each worker it points to its own.
export default defineConfig({ test: { globalSetup: './dynamodb.setup.ts', setupFiles: './dynamodb.setup.ts' } });
