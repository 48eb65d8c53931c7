import { setupLocalDynamoDB } from 'tablewright/local';
import { ordersTable } from './src/ordersTable';

// biome-ignore lint/style/noDefaultExport: jest calls the default export.
export default setupLocalDynamoDB({ tables: [ordersTable] });
