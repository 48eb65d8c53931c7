import { approvalTableSchema, breakGlassTableSchema, sessionTableSchema, toCreateTableInput } from 'tablewright';

console.log(
  JSON.stringify([sessionTableSchema, approvalTableSchema, breakGlassTableSchema].map((s) => toCreateTableInput(s))),
);
