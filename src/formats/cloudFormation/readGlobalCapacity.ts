import { type AutoScaling, canonicalJson, defined, type Path } from '../../schema/index.js';
import { type ReadScaling, toScaling } from './readScaling.js';
import type { TemplateReader, Value } from './shapes.js';
import type { autoScaling, globalCapacity, readCapacity, TableValue } from './tableShapes.js';

type Capacity = Value<typeof globalCapacity>;
type Reads = Value<typeof readCapacity>;

/** What a replica's reads are, of the table or an index: its own, or those of all. */
export interface ReadsInTemplate {
  readonly units: number | undefined;
  /** `undefined`: they are fixed. */
  readonly scaling: ReadScaling | undefined;
  readonly ceiling: number | undefined;
}

/** The capacity of the table or an index in its own Region. */
export interface CapacityInTemplate {
  readonly properties: Pick<TableValue, 'ProvisionedThroughput' | 'OnDemandThroughput'>;
  readonly scaling: ReadScaling | undefined;
  readonly reads: ReadsInTemplate;
}

export function withoutThroughput<T extends Capacity>(value: T): Omit<T, Exclude<keyof Capacity, 'WarmThroughput'>> {
  const {
    ReadProvisionedThroughputSettings: _reads,
    ReadOnDemandThroughputSettings: _maxReads,
    WriteProvisionedThroughputSettings: _writes,
    WriteOnDemandThroughputSettings: _maxWrites,
    ...others
  } = value;
  return others;
}

/** Reads stand in the replica, or for all replicas beside the writes. */
export function readReads(
  reader: TemplateReader,
  path: Path,
  shared: Reads,
  replicaPath: Path,
  replica: Reads,
): ReadsInTemplate {
  const units = replica.ReadProvisionedThroughputSettings ?? shared.ReadProvisionedThroughputSettings;
  const place = replica.ReadProvisionedThroughputSettings ? replicaPath : path;
  const at = [...place, 'ReadProvisionedThroughputSettings', 'ReadCapacityAutoScalingSettings'];
  const scaled = readAutoScaling(reader, at, units?.ReadCapacityAutoScalingSettings, 'Read');
  const { scaling } = scaled ?? {};
  return {
    units: units?.ReadCapacityUnits ?? scaled?.units,
    scaling: scaling === 'UNMANAGED' ? scaling : scaling && { read: scaling },
    ceiling: (replica.ReadOnDemandThroughputSettings ?? shared.ReadOnDemandThroughputSettings)?.MaxReadRequestUnits,
  };
}

/** What the table or an index has in its own Region. */
export function readCapacityOf(
  reader: TemplateReader,
  path: Path,
  shared: Capacity,
  replicaPath: Path,
  replica: Reads,
): CapacityInTemplate {
  const reads = readReads(reader, path, shared, replicaPath, replica);
  const at = [...path, 'WriteProvisionedThroughputSettings', 'WriteCapacityAutoScalingSettings'];
  const settings = shared.WriteProvisionedThroughputSettings?.WriteCapacityAutoScalingSettings;
  const writes = readAutoScaling(reader, at, settings, 'Write');
  const ceilings = defined({
    MaxReadRequestUnits: reads.ceiling,
    MaxWriteRequestUnits: shared.WriteOnDemandThroughputSettings?.MaxWriteRequestUnits,
  });
  const hasUnits =
    shared.WriteProvisionedThroughputSettings ??
    replica.ReadProvisionedThroughputSettings ??
    shared.ReadProvisionedThroughputSettings;
  return {
    properties: defined({
      ProvisionedThroughput: hasUnits
        ? defined({ ReadCapacityUnits: reads.units, WriteCapacityUnits: writes?.units })
        : undefined,
      OnDemandThroughput: Object.keys(ceilings).length ? ceilings : undefined,
    }),
    scaling: together(
      reads.scaling,
      writes?.scaling === 'UNMANAGED' ? 'UNMANAGED' : writes && { write: writes.scaling },
    ),
    reads,
  };
}

function together(reads: ReadScaling | undefined, writes: ReadScaling | undefined): ReadScaling | undefined {
  if (reads === 'UNMANAGED' || writes === 'UNMANAGED') return 'UNMANAGED';
  return reads || writes ? ({ ...reads, ...writes } as AutoScaling) : undefined;
}

/** How CloudFormation scales a capacity, and where it starts. What a schema can't say is something that scales. */
function readAutoScaling(
  reader: TemplateReader,
  path: Path,
  settings: Value<typeof autoScaling> | undefined,
  of: 'Read' | 'Write',
) {
  if (!settings) return undefined;
  const { TargetTrackingScalingPolicyConfiguration: tracking = {}, ...target } = settings;
  const say = (at: Path, message: string) => reader.report('not-representable', [...path, ...at], message);
  const units = settings.SeedCapacity ?? settings.MinCapacity;
  const scaling = reader.unknown.has(path) ? undefined : toScaling({ target, tracking }, say, of);
  if (tracking.DisableScaleIn) {
    const what = 'it never scales in, and a table schema has no place for that';
    say(['TargetTrackingScalingPolicyConfiguration', 'DisableScaleIn'], what);
  }
  if (scaling && !tracking.DisableScaleIn) return { units, scaling };
  say([], "it was read as moved by something else (autoScaling: 'UNMANAGED')");
  return { units, scaling: 'UNMANAGED' as const };
}

/** What a replica's reads have of their own, in the words of a schema; nothing where they are the table's. */
export function ownReads(replica: ReadsInTemplate, table: ReadsInTemplate): object {
  const { units, scaling } = replica;
  const sameUnits = canonicalJson([units, scaling]) === canonicalJson([table.units, table.scaling]);
  return defined({
    provisionedThroughput:
      units === undefined || sameUnits ? undefined : defined({ readCapacityUnits: units, autoScaling: scaling }),
    // No ceiling is not that of the table.
    onDemandThroughput:
      replica.ceiling === table.ceiling ? undefined : defined({ maxReadRequestUnits: replica.ceiling }),
  });
}
