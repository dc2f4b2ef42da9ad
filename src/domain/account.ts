import { z } from 'zod';
import { type Audience, audienceSchema } from './access.ts';

/** What a person may be. An account may hold several; `auditor` stands alone (GB/T 22239: whoever audits does not act). */
export const roles = ['administrator', 'auditor', 'editor', 'reviewer', 'agent', 'evaluator'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const roleNames: Record<Role, string> = {
  administrator: '管理员',
  auditor: '审计员',
  editor: '编辑',
  reviewer: '审核员',
  agent: '坐席',
  evaluator: '评测员',
};

/** 委办局, 街道 …; a unit may stand under another. */
export interface Unit {
  id: string;
  name: string;
  parentId: string | null;
  /** Where a question is handed on to: telephone, place, hours. Shown to agents. */
  contact: string | null;
  /** No new account or entry is given to it; what it has stays. */
  retiredAt: string | null;
  /** Grows with every change; a change names the one it was made from. */
  revision: number;
}

/** Somebody who signs in. Secrets are kept apart (see Credentials) and never leave the store's reader of them. */
export interface Account {
  id: string;
  /** What is typed at login; unique without regard to case and width. */
  login: string;
  /** The person's name, as it stands in reviews and in the audit. */
  name: string;
  /** Null: the whole city. Else rights over entries and documents reach that unit and those under it. */
  unitId: string | null;
  roles: Role[];
  /** Which desks an agent answers for. Others leave it empty. */
  desks: Exclude<Audience, 'public'>[];
  mustChangePassword: boolean;
  /** False where the person only comes through OpenID Connect. */
  hasPassword: boolean;
  /** A second factor is set up. */
  hasTotp: boolean;
  disabledAt: string | null;
  createdAt: string;
  /** Follows the sessions that are opened; no part of `revision`. */
  lastLoginAt: string | null;
  revision: number;
}

/** The form under which a login is unique: without regard to case, width and spaces around it. */
export const loginKey = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

/** Read for signing in only. */
export interface Credentials {
  accountId: string;
  /** PHC string of argon2id; null where the person only comes through OpenID Connect. */
  passwordHash: string | null;
  /** When it was set: a one-time password has a lifetime. */
  passwordAt: string | null;
  totpSecret: string | null;
  /** Shown to the person, but not yet confirmed by a code. */
  totpPending: string | null;
  /** The last time step whose code was used: a code opens once. */
  totpLastStep: number | null;
  /** SHA-256 of the recovery codes that are left. */
  recoveryHashes: string[];
  /** `issuer subject` of the identity provider, once the account was linked. */
  oidcSubject: string | null;
  /** The login name over there that an administrator entered: the first one who comes with it is linked. */
  oidcName: string | null;
}

/** A person at a browser. The token lies in a cookie; only its SHA-256 is kept. */
export interface Session {
  tokenHash: string;
  accountId: string;
  createdAt: string;
  lastSeenAt: string;
  /** Absolute end; the idle limit is counted from lastSeenAt. */
  expiresAt: string;
  /** Address it was opened from. */
  from: string;
}

/** One of those who act: the same shape in drafts, reviews and the audit. */
export interface Actor {
  /** Account id, key id, or `cli:<system user>`. */
  id: string;
  name: string;
  /** Network address, or `cli`. */
  from: string;
}

export const desksSchema = z.array(audienceSchema.exclude(['public']));
