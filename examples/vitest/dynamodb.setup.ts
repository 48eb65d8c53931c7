import { setupLocalDynamoDB } from 'tablewright/local';
import { beforeEach } from 'vitest';
import { ordersTable } from './src/ordersTable.js';

// Every test finds the tables as they are made here, whatever ran before it or runs beside it.
// biome-ignore lint/style/noDefaultExport: vitest calls the default export.
export default setupLocalDynamoDB({ tables: [ordersTable], isolate: 'test', beforeEach });
