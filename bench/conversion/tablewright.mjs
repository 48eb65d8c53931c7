import { defineTable, sessionTableSchema, toCreateTableInput } from 'tablewright';

/** A schema that was converted before: it is not validated again. */
export const tablewright = {
  name: 'tablewright',
  convert: () => toCreateTableInput(sessionTableSchema),
};

/** A schema not seen before: declared and frozen, validated, converted. */
export const tablewrightFirst = {
  name: 'tablewright, first conversion',
  convert: () =>
    toCreateTableInput(
      defineTable({
        tableName: 'sentinel-sessions',
        attributes: {
          id: 'S',
          user: 'S',
          profile: 'S',
          server_instance_id: 'S',
          status: 'S',
          created_at: 'S',
          ttl: 'N',
        },
        partitionKey: 'id',
        globalSecondaryIndexes: {
          'gsi-user': { partitionKey: 'user', sortKey: 'created_at' },
          'gsi-status': { partitionKey: 'status', sortKey: 'created_at' },
          'gsi-profile': { partitionKey: 'profile', sortKey: 'created_at' },
          'gsi-server-instance': { partitionKey: 'server_instance_id', sortKey: 'status' },
        },
        timeToLive: 'ttl',
        billingMode: 'PAY_PER_REQUEST',
      }),
    ),
};
