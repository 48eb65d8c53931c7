export type { VirtualClock } from './clock.js';
export { type Durations, defaultDurations, noDurations } from './durations.js';
export { SimulatedCrash } from './errors.js';
export type { Fault, FaultRates, ScriptedFault } from './faults.js';
export type { SimulatedClient, SimulatedProcess } from './process.js';
export { defaultQuotas, type Quotas } from './quotas.js';
export type { Call, OperationCount } from './service.js';
export { createSimulator, type Simulator, type SimulatorOptions } from './simulator.js';
export type { GlobalIndexState, TableState, VectorIndexState } from './state.js';
