import { type Path, show } from '../../schema/index.js';
import { asWritten } from './asWritten.js';
import { resolve } from './intrinsics.js';
import { cut, isPutInLater, needsInWords } from './scope.js';
import type { TemplateReader } from './shapes.js';

/** What is known of a table's name: what to read in place of the property, and what stands there. */
export interface NameInTemplate {
  /** `undefined`: the name is known at deployment only. */
  readonly property: unknown;
  readonly expression?: string;
}

/** What the template says of a table's name. A name that only a deployment knows is reported, with the ways to find it. */
export function nameInTemplate(
  reader: TemplateReader,
  id: string,
  path: Path,
  written: unknown,
  given: string | undefined,
): NameInTemplate {
  const at = [...path, 'TableName'];
  const expression = written === undefined || written === null ? undefined : asWritten(written);
  if (given !== undefined) {
    if (typeof written === 'string' && written !== given && !isPutInLater(written)) {
      reader.report(
        'cloudformation-table-name',
        at,
        `is ${show(written)}, and is read as ${show(given)}, the name that was given`,
      );
    }
    return { property: given };
  }
  const giveIt = `give the name with names: { ${id}: '...' } or --name ${id}=...`;
  if (expression === undefined) {
    reader.report(
      'cloudformation-table-name',
      path,
      `has no TableName: CloudFormation generates its real name, and would replace the table if it were given one here; find it with aws cloudformation describe-stack-resources --stack-name STACK --logical-resource-id ${id}, or in the console, and ${giveIt}`,
    );
    return { property: undefined };
  }
  const { trace, ...found } = resolve(reader.scope, written, at);
  const isKnown = found.kind === 'value' && !isPutInLater(String(found.value));
  if (isKnown) return { property: written, expression };
  if (found.kind === 'absent') {
    reader.report(
      'cloudformation-table-name',
      at,
      `${cut(expression)} comes to no name, and one is generated; ${giveIt}`,
    );
    return { property: undefined, expression };
  }
  reader.unknown.add(at);
  reader.report(
    'cloudformation-table-name',
    at,
    `${cut(expression)} is known at deployment only; ${needsInWords(trace)}${giveIt}`,
  );
  return { property: undefined, expression };
}
