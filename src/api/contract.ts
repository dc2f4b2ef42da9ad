import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Logger } from 'pino';
import type { AnswerEngine } from '../answer/contract.ts';
import type { DocumentDesk } from '../desk/documents/documents.ts';
import type { createPages } from '../desk/documents/pages.ts';
import type { DocumentViews } from '../desk/documents/view.ts';
import type { Entries } from '../desk/entries/entries.ts';
import type { Embed } from '../desk/entries/publish.ts';
import type { FeedbackDesk } from '../desk/feedback.ts';
import type { Keys } from '../desk/keys.ts';
import type { Member } from '../desk/member.ts';
import type { Sessions } from '../desk/sessions.ts';
import type { Audience } from '../domain/access.ts';
import type { Role } from '../domain/account.ts';
import type { Clock } from '../domain/time.ts';
import type { Embedder } from '../models/contract.ts';
import type { Lookup, Retriever } from '../retrieve/contract.ts';
import type { ApiKey, Store } from '../store/contract.ts';

/** The settings the API reads; the whole configuration fits. */
export interface ApiSettings {
  WENCE_BASE_PATH: string;
  WENCE_ALLOWED_ORIGINS: string;
  WENCE_RATE_PER_MINUTE: number;
  WENCE_TRUST_PROXY: boolean;
  WENCE_TOTP_ROLES: readonly Role[];
  WENCE_OIDC_ISSUER: string;
  WENCE_OIDC_CLIENT_ID: string;
  WENCE_OIDC_CLIENT_SECRET: string;
  WENCE_OIDC_LABEL: string;
  WENCE_OIDC_CLAIM: string;
  WENCE_CASES: string;
  WENCE_UPLOADS_MEGABYTES: number;
}

/** Everything the API needs of the rest; `openWence` builds it. */
export interface ApiDependencies {
  config: ApiSettings;
  clock: Clock;
  store: Store;
  answers: AnswerEngine;
  lookup: Lookup;
  /** Judges for evaluators what an answer did without. */
  retriever: Pick<Retriever, 'judge'>;
  keys: Pick<Keys, 'authenticate'>;
  sessions: Sessions;
  feedback: Pick<FeedbackDesk, 'give'>;
  embed: Embed;
  entries: Entries;
  documents: DocumentDesk;
  documentViews: DocumentViews;
  documentPages: ReturnType<typeof createPages>;
  /** Only asked whether it works. */
  embedder: Pick<Embedder, 'embedQuestion' | 'embedPassage'>;
}

/** How this app is set up beside the base: things a test or an entry point may choose. */
export interface ApiOptions {
  /** Folder of the built widget (wence.js, demo.html, desk.html, …). */
  widgetFolder: string;
  logger: Logger;
  /** Milliseconds between two comments that keep an idle event stream open. */
  heartbeatMs: number;
  /** Wall clock of the rate limits, in milliseconds; apart from the base's clock, which an evaluation may stop. */
  milliseconds: () => number;
}

/** Who is calling, as far as the credential and the connection tell. */
export interface Caller {
  key: ApiKey | null;
  /** Who has signed in, when the request came with a session and without a key. */
  member: Member | null;
  /** What the member has to do first; until then the session opens nothing else. */
  setupNeeded: 'password_needed' | 'totp_needed' | null;
  /** The request came with a session that is over. */
  signedOut: boolean;
  /** Of the session of `member`; for the cookie and its proof only. */
  token: string | null;
  /** What the credential opens; always contains `public`. */
  audiences: Audience[];
  /** Network address, for the audit of what staff do; nothing of a citizen's keeps it. */
  address: string;
  /** Hash of the address, good for limits and conversations, no way back to the person. */
  addressHash: string;
  /** Key id, else one that stands for the session, else the origin of an allowed site, else the address hash. Conversations are bound to it. */
  principal: string;
}

export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string; caller: Caller };
}

export type ApiApp = OpenAPIHono<ApiEnv>;
