import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

export const packageName = '@opennextjs/aws';

export async function exercise(table) {
  Object.assign(process.env, {
    CACHE_DYNAMO_TABLE: table,
    CACHE_BUCKET_REGION: 'us-east-1',
    OPEN_NEXT_BUILD_ID: 'build',
  });
  globalThis.openNextConfig = {};
  globalThis.__openNextAls = new AsyncLocalStorage();
  await exerciseOriginal(await load('dynamodb'));
  await exerciseNextMode(await load('dynamodb-nextMode'));
}

async function exerciseOriginal(cache) {
  const before = Date.now() - 60_000;
  await cache.writeTags([
    { path: 'a', tag: 'posts', revalidatedAt: before - 1000 },
    { path: 'b', tag: 'posts', revalidatedAt: before - 1000 },
    { path: 'a', tag: 'users', revalidatedAt: before - 1000 },
  ]);
  assert.deepEqual((await cache.getByTag('posts')).sort(), ['a', 'b']);
  assert.deepEqual((await cache.getByPath('a')).sort(), ['posts', 'users']);
  assert.equal(await cache.getLastModified('a', before), before);
  // Revalidated: the page must be made again.
  await cache.writeTags([{ path: 'a', tag: 'posts', stale: Date.now(), expire: Date.now() + 60_000 }]);
  assert.equal(await cache.getLastModified('a', before), -1);
  assert.equal(await cache.isStale('a', before), true);
  assert.equal(await cache.getLastModified('b', before), before);
}

/** Next's own mode, which asks for tags by their keys. */
async function exerciseNextMode(cache) {
  // Its address is AWS's, whatever the environment says.
  globalThis.internalFetch = (_, init) => fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB, init);
  const before = Date.now() - 60_000;
  assert.equal(await cache.hasBeenRevalidated(['news'], before), false);
  await cache.writeTags(['news']);
  assert.equal(await cache.hasBeenRevalidated(['news', 'other'], before), true);
}

/** Its files import each other as bundlers do. */
async function load(name) {
  const outfile = path.join(import.meta.dirname, `${name}.bundle.mjs`);
  await build({
    entryPoints: [createRequire(import.meta.url).resolve(`@opennextjs/aws/overrides/tagCache/${name}.js`)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'silent',
  });
  return (await import(outfile)).default;
}
