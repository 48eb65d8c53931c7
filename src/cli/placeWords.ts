import { describePlace, type Plan, type PlanPlace } from '../provision/index.js';
import type { Connection } from './connection.js';

/** Where the connection leads, as far as it is known. */
export async function placeOf(connection: Connection): Promise<PlanPlace> {
  const { region, endpoint, profile, stage } = connection;
  return { account: await connection.account(), region, endpoint, profile, stage };
}

/** `Apply 5 changes to 2 tables in account 123456789012, eu-west-1 (prod)?` */
export function question(plans: readonly Plan[], place: PlanPlace): string {
  const changing = plans.filter(({ steps }) => steps.length);
  const changes = changing.map(({ steps }) => new Set(steps.flatMap((step) => step.changes)).size);
  const { stage, endpoint } = place;
  const where = describePlace(plans, { ...place, stage: undefined });
  const total = count(
    changes.reduce((sum, n) => sum + n, 0),
    'change',
  );
  const words = [
    `Apply ${total} to ${count(changing.length, 'table')}`,
    ...(where === undefined ? [] : [endpoint === undefined ? 'in' : 'at', where]),
    ...(stage === undefined ? [] : [`(${stage})`]),
  ];
  return `${words.join(' ')}?`;
}

function count(n: number, what: string): string {
  return `${n} ${n === 1 ? what : `${what}s`}`;
}
