import { isProperties, TableSchemaError, type ValidateOptions, visible } from '../../../schema/index.js';
import type { ReadTables } from '../../schemas.js';
import { fullTank } from '../evaluate/environment.js';
import { createTemplates } from '../evaluate/parseExpressions.js';
import { finishTables } from '../read/finishTables.js';
import { readModules } from '../read/readModule.js';
import { createScope } from '../read/scope.js';
import { modulesOfState } from './modulesOfState.js';
import { resolvedResources } from './resolvedResources.js';

/** What `fromTerraformShow` needs to know beside what Terraform says. */
export interface FromTerraformShowOptions extends ValidateOptions {
  /** Names of tables by their addresses, for names that the plan does not know: `{ 'aws_dynamodb_table.orders': 'prod-orders' }`. */
  readonly names?: { readonly [address: string]: string };
}

/**
 * Reads the DynamoDB tables of what `terraform show -json` says of a plan or of the state, or of a state file (`terraform.tfstate`,
 * version 4): the text, or the object that it holds. Terraform has worked out all expressions there, of all modules too, so that this
 * reads what `fromTerraform` can't.
 *
 * The tables stand under their addresses (`module.shop.aws_dynamodb_table.orders["eu"]`), each with its resource policy, contributor
 * insights, auto scaling, Kinesis stream, replicas and tags from the resources beside it. Of a plan, these are the tables as they will be. What the plan leaves to the
 * deployment is left out with a note; a table whose name is such is in `unnamed`. A state holds the settings that nobody chose, too:
 * those at their defaults are left out, and so unmanaged, and so is warm throughput, which grows by itself.
 *
 * @example
 * ```ts
 * // terraform plan -out plan && terraform show -json plan > plan.json
 * const { tables, issues } = fromTerraformShow(await readFile('plan.json', 'utf8'));
 * ```
 *
 * @throws TableSchemaError (`terraform-syntax`) if it is neither a plan nor a state.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function fromTerraformShow(
  source: string | { readonly [name: string]: unknown },
  options: FromTerraformShowOptions = {},
): ReadTables {
  const shown = typeof source === 'string' ? parse(source) : source;
  const resources = isProperties(shown) ? resolvedResources(shown) : undefined;
  if (!resources) throw broken('is neither a plan nor a state: it has no planned_values, values or resources');
  const scope = createScope();
  const nothing = { get: () => undefined, prepare: () => undefined };
  const environment = {
    templates: createTemplates(),
    named: nothing,
    bound: new Map(),
    fuel: { left: fullTank, depth: 0 },
  };
  const tables = readModules(modulesOfState(resources, { scope, environment }), options.names ?? {});
  return finishTables(scope, tables, options);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw broken(`can't be read: ${visible((error as Error).message)}`);
  }
}

function broken(message: string): TableSchemaError {
  return new TableSchemaError("Terraform's plan or state", [{ rule: 'terraform-syntax', path: [], message }]);
}
