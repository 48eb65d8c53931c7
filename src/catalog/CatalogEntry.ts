import type { TableSchema } from '../schema/index.js';

/** What the catalog knows of a package and of the tables that it needs. */
export interface CatalogEntry {
  /** The name of the package or product, as its people write it: `'Auth.js'`. */
  readonly title: string;
  /** What the tables are for, in one line. */
  readonly description: string;
  /** The package that uses the tables, in the version that they were proven with. Left out: the tables belong to no package. */
  readonly package?: CatalogPackage;
  /**
   * How it is known that the package works with these tables. `test`: it runs against them in each run of the tests. `ci`: it runs
   * against them in each run of the CI. `documentation`: it was read, and not run.
   */
  readonly provenBy: 'test' | 'ci' | 'documentation';
  /** The schemas by the names of their constants, with the package's default table names. */
  readonly schemas: { readonly [constant: string]: TableSchema };
  /** The IAM actions that the package needs on its tables, for `toIamPolicy`. Left out: it depends on the code that uses them. */
  readonly actions?: readonly string[];
}

/** A package in a registry. */
export interface CatalogPackage {
  readonly registry: 'npm' | 'pypi' | 'maven';
  readonly name: string;
  readonly version: string;
}
