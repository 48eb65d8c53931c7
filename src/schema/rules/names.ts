import {
  attributeNameBytes,
  attributeNameLength,
  nameLength,
  tagKeyLength,
  tagsPerTable,
  tagValueLength,
} from '../limits.js';
import { bytes, isProperties, type NamedAttribute, type Path, properties, show } from '../tableView.js';
import type { Report, Rule } from './rule.js';

const nameFormat = new RegExp(`^[\\w.-]{${nameLength.min},${nameLength.max}}$`);
const tagText = /^[\p{L}\p{N}\s+\-=._:/]*$/u;

function checkName(report: Report, path: Path, name: unknown) {
  if (typeof name !== 'string' || !nameFormat.test(name)) {
    report(path, `${show(name)} must be ${nameLength.min} to ${nameLength.max} of a-z A-Z 0-9 _ . -`);
  }
}

function checkBytes(report: Report, { path, name }: NamedAttribute) {
  const length = bytes(name);
  if (length < 1 || length > attributeNameBytes) {
    report(path, `${show(name)} has ${length} bytes in UTF-8; 1 to ${attributeNameBytes} are allowed here`);
  }
}

function checkLength(report: Report, path: Path, name: unknown) {
  if (typeof name === 'string' && (!name || name.length > attributeNameLength)) {
    report(path, `${show(name)} has ${name.length} characters; 1 to ${attributeNameLength} are allowed here`);
  }
}

export const nameRules: readonly Rule[] = [
  {
    id: 'table-name-format',
    check: ({ value }, report) => checkName(report, ['tableName'], value.tableName),
  },
  {
    id: 'index-name-format',
    check: ({ indexes }, report) => indexes.forEach(({ path, name }) => checkName(report, path, name)),
  },
  {
    id: 'index-name-unique',
    check({ indexes }, report) {
      indexes.forEach(({ name, path }, i) => {
        const first = indexes.findIndex((other) => other.name === name);
        if (first < i) report(path, `${indexes[first].kind} has an index of this name too; rename one`);
      });
    },
  },
  {
    id: 'key-attr-name-length',
    check({ key, indexes }, report) {
      for (const named of [key, ...indexes.map((i) => (i.kind === 'vectorIndexes' ? [] : i.key))].flat()) {
        checkBytes(report, named);
      }
    },
  },
  {
    id: 'projected-attr-name-length',
    check: ({ indexes }, report) => indexes.forEach((i) => i.include.forEach((named) => checkBytes(report, named))),
  },
  {
    id: 'ttl-attr-name-length',
    check: ({ value }, report) => checkLength(report, ['timeToLive'], value.timeToLive),
  },
  {
    id: 'vector-attr-name-length',
    check: ({ indexes }, report) =>
      indexes.forEach(({ path, value }) => checkLength(report, [...path, 'vectorAttribute'], value.vectorAttribute)),
  },
  {
    id: 'tag-format',
    check({ value: { tags } }, report) {
      if (tags !== undefined && !isProperties(tags)) report(['tags'], `${show(tags)} must be an object`);
      const entries = Object.entries(properties(tags));
      if (entries.length > tagsPerTable) report(['tags'], `${entries.length} tags; ${tagsPerTable} are allowed`);
      for (const [key, text] of entries) {
        const says = (message: string) => report(['tags', key], message);
        if (!key || key.length > tagKeyLength) says(`the key has ${key.length} characters; 1 to ${tagKeyLength} are allowed`);
        if (key.startsWith('aws:')) says('keys that start with "aws:" are reserved for AWS');
        if (typeof text !== 'string' || text.length > tagValueLength) {
          says(`${show(text)} must be a string of at most ${tagValueLength} characters`);
        } else if (!tagText.test(key + text)) says(`${show(text)}: a tag holds letters, digits, spaces and + - = . _ : / only`);
      }
    },
  },
];
