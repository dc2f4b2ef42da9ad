import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type Audience, audienceSchema } from '../domain/access.ts';
import type { Actor } from '../domain/account.ts';
import { InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { randomId, sha256 } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { ApiKey, Store } from '../store/contract.ts';
import { auditOf } from './audit.ts';
import { requirePlainName } from './names.ts';

/** What a key may open beyond asking: running figures, and how answers are made. */
export const keyScopes = ['metrics', 'evaluate'] as const;

export interface NewKey {
  name: string;
  audiences: Audience[];
  /** What it may do beyond asking, e.g. "metrics". */
  scopes: string[];
  /** Who makes it, for the audit: an account, or somebody at the command line by name. */
  by: Actor | string;
}

export type Keys = ReturnType<typeof createKeys>;

const actorOf = (by: Actor | string): Actor => (typeof by === 'string' ? { id: `cli:${by}`, name: by, from: 'cli' } : by);

/** The last use is noted once in so many milliseconds, so that asking does not write each time. */
const touchEveryMs = 60_000;

/** `wk_` and 256 random bits, base64url. */
const secretPattern = /^wk_[A-Za-z0-9_-]{43}$/;

/** Credentials of desks and programs. Only a hash is kept: the secret is shown once, when it is made. */
export function createKeys(store: Store, clock: Clock) {
  const now = () => clock.now().toISOString();
  return {
    /** Throws InvalidInputError for an empty name or an unknown audience. */
    async create({ name, audiences, scopes, by }: NewKey): Promise<{ key: ApiKey; secret: string }> {
      const given = audienceSchema.array().safeParse(audiences);
      if (name.trim() === '') throw new InvalidInputError('请给密钥一个名称', 'name is empty');
      if (!given.success) throw new InvalidInputError('可见范围只能是 public、hotline、window', given.error.message);
      requirePlainName(name.trim());
      const secret = `wk_${randomBytes(32).toString('base64url')}`;
      const key: ApiKey = {
        id: randomId('key_'),
        name: name.trim(),
        hash: sha256(secret),
        audiences: [...new Set(given.data)],
        scopes: [...new Set(scopes)],
        createdAt: now(),
        revokedAt: null,
        lastUsedAt: null,
      };
      const detail = `${key.name}；可见范围 ${key.audiences.join(' ') || '无'}；权限 ${key.scopes.join(' ') || '无'}`;
      await store.apply([
        { type: 'put_key', key },
        auditOf(clock.now(), actorOf(by), { action: 'key.create', subject: key.id, detail }),
      ]);
      return { key, secret };
    },

    /** From the next request on the key opens nothing. Revoking twice changes nothing. Throws NotFoundError. */
    async revoke(id: string, by: Actor | string): Promise<void> {
      const key = (await store.access.keys()).find((known) => known.id === id);
      if (!key) throw new NotFoundError('没有这个密钥', `no key ${id}`);
      if (key.revokedAt) return;
      const at = now();
      await store.apply([
        { type: 'revoke_key', id, at },
        auditOf(clock.now(), actorOf(by), { action: 'key.revoke', subject: id, detail: key.name }),
      ]);
    },

    /** In order of creation, revoked ones too; never with a secret. */
    list(): Promise<ApiKey[]> {
      return store.access.keys();
    },

    /** The key of a secret, null when there is none or it was revoked. Notes the use, to the minute. */
    async authenticate(secret: string): Promise<ApiKey | null> {
      if (!secretPattern.test(secret)) return null;
      const hash = sha256(secret);
      const key = await store.access.keyByHash(hash);
      if (!key || key.revokedAt) return null;
      if (!timingSafeEqual(Buffer.from(key.hash, 'hex'), Buffer.from(hash, 'hex'))) return null;
      const at = clock.now();
      if (!key.lastUsedAt || at.getTime() - Date.parse(key.lastUsedAt) >= touchEveryMs)
        await store.apply([{ type: 'touch_key', id: key.id, at: at.toISOString() }]);
      return key;
    },
  };
}
