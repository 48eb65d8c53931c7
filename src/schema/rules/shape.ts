import { indexKinds, isProperties, show, type TableView } from '../tableView.js';
import type { Report, Rule } from './rule.js';

const attributeTypes = ['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'];
const capacity = ['provisionedThroughput', 'onDemandThroughput', 'warmThroughput'];
const onKeys = ['partitionKey', 'sortKey'];
const known: Record<string, readonly string[]> = {
  table: [
    'tableName',
    'attributes',
    ...onKeys,
    ...indexKinds,
    'billingMode',
    ...capacity,
    'timeToLive',
    'streamViewType',
    'encryption',
    'tableClass',
    'deletionProtection',
    'pointInTimeRecovery',
    'contributorInsights',
    'resourcePolicy',
    'tags',
  ],
  globalSecondaryIndexes: [...onKeys, 'projection', ...capacity, 'contributorInsights'],
  localSecondaryIndexes: ['sortKey', 'projection', ...capacity],
  vectorIndexes: [
    'vectorAttribute',
    'dimensions',
    'distanceFunction',
    'partitionKey',
    'inlineFilters',
    'projection',
    ...capacity,
  ],
  projection: ['include'],
  provisionedThroughput: ['readCapacityUnits', 'writeCapacityUnits'],
  onDemandThroughput: ['maxReadRequestUnits', 'maxWriteRequestUnits'],
  warmThroughput: ['readUnitsPerSecond', 'writeUnitsPerSecond'],
  encryption: ['kmsMasterKeyId'],
  pointInTimeRecovery: ['recoveryPeriodInDays'],
  contributorInsights: ['mode'],
};

function checkProperties(report: Report, kind: string, path: TableView['path'], value: object) {
  for (const [property, inner] of Object.entries(value)) {
    if (!known[kind].includes(property)) {
      report([...path, property], `no such property; known here: ${known[kind].join(', ')}`);
    } else if (isProperties(inner) && Object.hasOwn(known, property) && !indexKinds.includes(property as never)) {
      checkProperties(report, property, [...path, property], inner);
    }
  }
}

export const shapeRules: readonly Rule[] = [
  {
    id: 'unknown-property',
    check({ value, indexes }, report) {
      checkProperties(report, 'table', [], value);
      for (const index of indexes) checkProperties(report, index.kind, index.path, index.value);
    },
  },
  {
    id: 'shape',
    check({ value }, report) {
      for (const kind of ['attributes', ...indexKinds]) {
        const entries = value[kind];
        if (!isProperties(entries)) {
          if (entries !== undefined || kind === 'attributes') report([kind], `${show(entries)} must be an object`);
        } else if (kind !== 'attributes') {
          for (const [name, index] of Object.entries(entries)) {
            if (!isProperties(index)) report([kind, name], `${show(index)} must be an object that describes the index`);
          }
        }
      }
    },
  },
  {
    id: 'attribute-type',
    check({ attributes }, report) {
      for (const [name, type] of Object.entries(attributes)) {
        if (!attributeTypes.includes(type as string)) {
          report(['attributes', name], `${show(type)} is not one of ${attributeTypes.join(' ')}`);
        }
      }
    },
  },
];
