import type * as Parser from '@cdktf/hcl2json';

/** A variable, so that bundlers leave it where it is installed: they can't bundle its WebAssembly, and fail at it. */
const hclParser = '@cdktf/hcl2json';

/** Imported only when it is needed: it holds a parser of 3 MB, which programs that read no Terraform should not load. */
export async function loadParser(): Promise<typeof Parser> {
  try {
    return (await import(hclParser)) as typeof Parser;
  } catch (error) {
    throw new Error("To read Terraform's own syntax, tablewright needs a parser: npm install @cdktf/hcl2json", {
      cause: error,
    });
  }
}
