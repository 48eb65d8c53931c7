import { bundleSize } from './bundle-size.js';
import { command } from './command.js';
import { conversion } from './conversion.js';
import { firstMinute } from './first-minute.js';
import { emitting } from './formats.js';
import { importTime } from './import-time.js';
import { isolation } from './isolation.js';
import { itemInputs, typeCheckItems } from './items.js';
import { provisioning } from './provisioning.js';
import type { Section } from './section.js';
import { typeCheck } from './type-check.js';

/** All sections, in the order of the table. */
export const sections: readonly Section[] = [
  bundleSize,
  importTime,
  conversion,
  itemInputs,
  typeCheck,
  typeCheckItems,
  provisioning,
  emitting,
  command,
  firstMinute,
  isolation,
];
