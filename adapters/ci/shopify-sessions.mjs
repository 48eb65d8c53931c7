import assert from 'node:assert/strict';
import { Session } from '@shopify/shopify-api';
import { DynamoDBSessionStorage } from '@shopify/shopify-app-session-storage-dynamodb';

export const packageName = '@shopify/shopify-app-session-storage-dynamodb';

export async function exercise(sessionTableName) {
  const storage = new DynamoDBSessionStorage({ sessionTableName });
  const shop = 'ana.myshopify.com';
  const expires = new Date(Date.now() + 3_600_000);
  const offline = new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope: 'read',
    accessToken: 'a',
  });
  offline.refreshToken = 'r';
  offline.refreshTokenExpires = expires;
  const associated_user = {
    id: 7,
    first_name: 'Ana',
    last_name: 'B',
    email: 'a@b.c',
    account_owner: true,
    locale: 'en',
  };
  const onlineAccessInfo = { expires_in: 60, associated_user_scope: 'read', associated_user };
  const online = new Session({ id: 'online', shop, state: 's', isOnline: true, expires, onlineAccessInfo });
  for (const session of [offline, online]) assert.equal(await storage.storeSession(session), true);

  assert.equal((await storage.loadSession('online')).expires.getTime(), expires.getTime());
  assert.equal(await storage.loadSession('nobody'), undefined);
  assert.deepEqual((await storage.findSessionsByShop(shop)).map(({ id }) => id).sort(), [offline.id, 'online']);
  await storage.deleteSession('online');
  assert.equal(await storage.loadSession('online'), undefined);
  await storage.deleteSessions([offline.id]);
  assert.deepEqual(await storage.findSessionsByShop(shop), []);
}
