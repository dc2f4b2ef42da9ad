import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { roleSchema } from './domain/account.ts';
import { ConfigError } from './domain/errors.ts';

/** The folder that holds package.json, from source and from the build alike. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return start;
    folder = parent;
  }
  return folder;
}

/** Comma-separated roles of accounts. */
const roleList = z
  .string()
  .transform((text) => text.split(/[,\s]+/).filter(Boolean))
  .pipe(z.array(roleSchema));

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

/** Every setting of Wence. The environment is read here and nowhere else. */
const schema = z.object({
  /** Folder of the base and of backups. */
  WENCE_DATA: z.string().default(join(projectRoot, 'data')),
  WENCE_HOST: z.string().default('127.0.0.1'),
  WENCE_PORT: z.coerce.number().int().min(0).max(65535).default(8686),
  /** Path under which a reverse proxy serves Wence, e.g. "/wence". */
  WENCE_BASE_PATH: z
    .string()
    .regex(/^(\/[\w-]+)*$/)
    .default(''),
  /** Sites that may embed the widget, comma-separated origins. */
  WENCE_ALLOWED_ORIGINS: z.string().default(''),
  /** Questions a minute from one address; 0 switches the limit off. */
  WENCE_RATE_PER_MINUTE: z.coerce.number().int().nonnegative().default(30),
  /** Trust X-Forwarded-For from the proxy in front. */
  WENCE_TRUST_PROXY: flag.default(false),
  WENCE_MODEL_FOLDER: z.string().default(join(projectRoot, 'models', 'bge-small-zh-v1.5')),
  /** Folder of the model that reads a question together with a sentence; "none" works without one. */
  WENCE_RANKER_FOLDER: z.string().default(join(projectRoot, 'models', 'wence-ranker')),
  /** Sentences that the ranker reads for each thing asked: more is slower and finds a little more. */
  WENCE_RANKER_DEPTH: z.coerce.number().int().min(1).max(100).default(8),
  /** OpenAI-compatible chat model that may reword evidence; empty means none. */
  WENCE_CHAT_URL: z.string().default(''),
  WENCE_CHAT_MODEL: z.string().default(''),
  WENCE_CHAT_KEY: z.string().default(''),
  WENCE_CHAT_TIMEOUT_MS: z.coerce.number().int().positive().default(15000),
  /** OpenAI-compatible embedding endpoint instead of the local model; empty means local. */
  WENCE_EMBED_URL: z.string().default(''),
  WENCE_EMBED_MODEL: z.string().default(''),
  WENCE_EMBED_KEY: z.string().default(''),
  /** Files read side by side, each in a process of its own; 0 means one for each core, four at most. */
  WENCE_READERS: z.coerce.number().int().min(0).max(32).default(0),
  /** Seconds without a page, after which a file is given up. */
  WENCE_READ_SECONDS: z.coerce.number().positive().default(120),
  /** MiB of memory that reading one file may take. */
  WENCE_READ_MEGABYTES: z.coerce.number().int().min(128).default(1500),
  /** MiB of the largest file that can be uploaded at the desk. */
  WENCE_UPLOAD_MEGABYTES: z.coerce.number().int().min(1).max(256).default(64),
  /** MiB of files that may be on their way in at once; the desk asks whoever comes beyond it to try again. One is always taken. */
  WENCE_UPLOADS_MEGABYTES: z.coerce.number().int().min(1).default(256),
  /** Folder of evaluation cases (*.jsonl) that a new entry is weighed against while it is written; empty means none. */
  WENCE_CASES: z.string().default(''),
  WENCE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** A session without a request for so many minutes is over. */
  WENCE_SESSION_IDLE_MINUTES: z.coerce.number().positive().default(30),
  /** A session is over after so many hours in any case. */
  WENCE_SESSION_HOURS: z.coerce.number().positive().default(12),
  /** A one-time password opens nothing after so many hours. */
  WENCE_ONE_TIME_PASSWORD_HOURS: z.coerce.number().positive().default(72),
  /** Roles that must set up a second factor before they can work, comma-separated; empty: nobody must. */
  WENCE_TOTP_ROLES: roleList.default([]),
  /** OpenID Connect: address of the identity provider; empty: sign in with passwords only. */
  WENCE_OIDC_ISSUER: z.string().default(''),
  WENCE_OIDC_CLIENT_ID: z.string().default(''),
  WENCE_OIDC_CLIENT_SECRET: z.string().default(''),
  /** Words on the button of the login page. */
  WENCE_OIDC_LABEL: z.string().default('统一身份认证登录'),
  /** Claim that holds the login name over there, by which an account is linked the first time. */
  WENCE_OIDC_CLAIM: z.string().default('preferred_username'),
  /** Shown to citizens with every refusal and in the widget. */
  WENCE_HUMAN_CHANNEL: z.string().default('12345政务服务便民热线'),
  WENCE_HUMAN_PHONE: z.string().default('12345'),
  /** Said in its place to those who are the human channel themselves; `{unit}` becomes the unit whose matter it is. Cities hand on differently. */
  WENCE_HOTLINE_HAND_ON: z.string().min(1).default('登记工单，转{unit}核实后回复'),
  WENCE_WINDOW_HAND_ON: z.string().min(1).default('登记后转{unit}核实，再回复对方'),
  /** Days that conversations and redacted questions are kept. */
  WENCE_CONVERSATION_HOURS: z.coerce.number().positive().default(2),
});

export type Config = Readonly<z.infer<typeof schema>>;

/** Throws ConfigError naming every wrong variable. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const known = Object.fromEntries(
    Object.keys(schema.shape).flatMap((key) => (environment[key] ? [[key, environment[key]]] : [])),
  );
  const parsed = schema.safeParse(known);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new ConfigError(`设置有误，无法启动：${names}`, names);
  }
  return { ...parsed.data, WENCE_DATA: resolve(parsed.data.WENCE_DATA) };
}
