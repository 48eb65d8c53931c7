const { approvalTableSchema, breakGlassTableSchema, sessionTableSchema, toCreateTableInput } = require('tablewright');

console.log(
  JSON.stringify([sessionTableSchema, approvalTableSchema, breakGlassTableSchema].map((s) => toCreateTableInput(s))),
);
