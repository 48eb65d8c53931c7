/** What `tablewright emit` makes. */
export const targets = [
  'cloudformation',
  'terraform',
  'cdk',
  'iam',
  'cli',
  'markdown',
  'mermaid',
  'html',
  'typescript',
] as const;

export type Target = (typeof targets)[number];

/** What a policy lets do. */
export const accesses = ['read', 'write', 'read-write', 'provision'] as const;
