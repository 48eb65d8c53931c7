import { defineTable } from 'tablewright';
import { itemType, withItemType } from 'tablewright/items';

export interface Customer {
  pk: `CUSTOMER#${string}`;
  sk: 'PROFILE';
  email: string;
}

export interface Order {
  pk: `CUSTOMER#${string}`;
  sk: `ORDER#${string}`;
  product: string;
  total: number;
  /** Only an order that is open has it, so the index holds no other. */
  open_since?: string;
}

export interface Product {
  pk: `PRODUCT#${string}`;
  sk: 'PRODUCT';
  name: string;
  stock: number;
}

/** One table for all that a shop has. The keys tell what an item is. */
export const shop = withItemType(
  defineTable({
    tableName: 'shop',
    attributes: { pk: 'S', sk: 'S', product: 'S', open_since: 'S' },
    partitionKey: 'pk',
    sortKey: 'sk',
    globalSecondaryIndexes: { 'open-orders': { partitionKey: 'product', sortKey: 'open_since' } },
  }),
  itemType<Customer | Order | Product>(),
);

/** Keys are plain functions; their literal types are what the builders narrow by. */
export const customerKey = (id: string) => ({ pk: `CUSTOMER#${id}`, sk: 'PROFILE' }) as const;
export const orderKey = (customer: string, id: string) => ({ pk: `CUSTOMER#${customer}`, sk: `ORDER#${id}` }) as const;
export const productKey = (id: string) => ({ pk: `PRODUCT#${id}`, sk: 'PRODUCT' }) as const;
