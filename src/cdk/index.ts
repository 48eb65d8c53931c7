export { toCfnTableProps } from './toCfnTableProps.js';
export { type TablePropsOptions, toTableProps } from './toTableProps.js';
