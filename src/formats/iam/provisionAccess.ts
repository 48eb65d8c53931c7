import { managedParts, type Part, tableParts } from '../../migrate/index.js';
import { show, type TableSchema } from '../../schema/index.js';
import type { ArnPlace } from './arnPlace.js';
import { furtherAccess } from './furtherAccess.js';
import { homesOf } from './homes.js';
import { ofItsTable, ofParts } from './partAccess.js';
import type { Grant } from './policy.js';

/** What is read of any table, whatever its schema says, and what any schema manages: TTL is structure. */
const alwaysRead: readonly Part[] = ['continuousBackups', 'tags', 'timeToLive'];
const alwaysManaged: readonly Part[] = ['timeToLive'];

/**
 * What `inspectTable`, `planTable`, `applyPlan` and `provisionTables` call for these schemas, in each Region that they name. None of them
 * deletes a table; to remove a replica takes the permission to delete it, which is not among these.
 *
 * @throws RangeError if the Region is one of a replica's.
 */
export function provisionAccess(schemas: readonly TableSchema[], place: ArnPlace): readonly Grant[] {
  const twice = schemas.find(({ replicas = {} }) => Object.hasOwn(replicas, place.region));
  if (twice) {
    throw new RangeError(
      `region ${show(place.region)} is that of a replica of ${show(twice.tableName)}; pass the table's own Region`,
    );
  }
  const homes = schemas.flatMap((schema) => homesOf(schema, place));
  const managed = homes.map((home) => ({ home, parts: managedParts(home.schema) }));
  const ofAll = [
    'CreateTable',
    tableParts.table.read,
    tableParts.table.set,
    ...alwaysRead.map((part) => tableParts[part].read),
    ...alwaysManaged.map((part) => tableParts[part].set),
  ];
  const settings = (Object.keys(ofParts) as Part[]).flatMap((part) => {
    const holders = managed.filter(({ parts }) => parts.includes(part));
    return ofParts[part].map(({ purpose, operations, arns }) =>
      grant(
        purpose,
        operations,
        holders.flatMap(({ home }) => arns(home)),
      ),
    );
  });
  return [grant('Tables', ofAll.sort(), homes.flatMap(ofItsTable)), ...settings, ...furtherAccess(homes)];
}

function grant(purpose: string, operations: readonly string[], resources: readonly string[]): Grant {
  return { purpose, actions: operations.map((operation) => `dynamodb:${operation}`), resources };
}
