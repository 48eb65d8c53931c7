export { defaultDurations, noDurations } from './durations.js';
export { SimulatedCrash } from './errors.js';
export type { Fault } from './faults.js';
export type { SimulatedClient } from './process.js';
export { createSimulator, type Simulator, type SimulatorOptions } from './simulator.js';
export type { TableState } from './state.js';
