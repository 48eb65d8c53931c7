import { setupLocalDynamoDB } from 'tablewright/local';
import { ordersTable } from './src/ordersTable';

// Every test finds the tables as they are made here, whatever ran before it or runs beside it.
// biome-ignore lint/style/noDefaultExport: jest calls the default export.
export default setupLocalDynamoDB({ tables: [ordersTable], isolate: 'test' });
