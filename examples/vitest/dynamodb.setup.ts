import { setupLocalDynamoDB } from 'tablewright/local';
import { ordersTable } from './src/ordersTable.js';

// biome-ignore lint/style/noDefaultExport: vitest calls the default export.
export default setupLocalDynamoDB({ tables: [ordersTable] });
