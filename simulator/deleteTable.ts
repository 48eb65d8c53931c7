import type { DeleteTableCommandInput, DeleteTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { describeTable } from './describe.js';
import { stillInUse, validationError } from './errors.js';
import { assertRoom } from './quotas.js';
import { hasReplicas } from './replicas.js';
import { endOf, onlineIndexesOf, requireEntry, schedule, type World } from './state.js';
import { checkTableActive } from './updateTable.js';

/** API: DeleteTable. */
export function deleteTable(world: World, input: DeleteTableCommandInput): Omit<DeleteTableCommandOutput, '$metadata'> {
  const entry = requireEntry(world, input.TableName);
  const { table } = entry;
  // "If table is already in the DELETING state, no error is returned."
  if (table.status !== 'DELETING') {
    checkTableActive(table);
    const busy = onlineIndexesOf(table).find((index) => index.status !== 'ACTIVE');
    if (busy) {
      const doing = { CREATING: 'created', UPDATING: 'updated', DELETING: 'deleted' }[String(busy.status)];
      throw stillInUse(`Index is being ${doing}: ${busy.name}`);
    }
    if (table.deletionProtection) {
      throw validationError(
        'state',
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    }
    if (hasReplicas(table)) {
      throw validationError('state', `Table ${table.name} has replicas: remove them before it is deleted`);
    }
    assertRoom(world.operations, world.quotas);
    table.status = 'DELETING';
    // Whatever else was to come of it no longer matters.
    entry.pending.length = 0;
    const goneAt = endOf(world, world.durations.deleteTable);
    world.operations.all.add(goneAt);
    schedule(entry, goneAt, () => world.entries.delete(table.name));
  }
  return { TableDescription: describeTable(world, table) };
}
