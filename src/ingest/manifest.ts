import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { audienceSchema, reviewStateSchema } from '../domain/access.ts';
import { jurisdictionSchema, serviceLinkSchema } from '../domain/correction.ts';
import { documentKindSchema } from '../domain/document.ts';
import { ConfigError } from '../domain/errors.ts';
import { isDay } from '../domain/time.ts';
import { samePerson } from '../text/same-person.ts';

const day = z.string().refine(isDay, 'YYYY-MM-DD');

/** What a file cannot say about itself. Corrections beat what is read from it. */
const entrySchema = z
  .object({
    kind: documentKindSchema.optional(),
    audiences: z.array(audienceSchema).min(1).optional(),
    reviewState: reviewStateSchema.extract(['draft', 'submitted', 'published']).optional(),
    createdBy: z.string().min(1).optional(),
    /** Null takes the default's approval back. */
    approvedBy: z.string().min(1).nullish(),
    approvedAt: z.iso.datetime({ offset: true }).nullish(),
    serviceLinks: z.array(serviceLinkSchema).optional(),
    jurisdiction: jurisdictionSchema.optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    theme: z.string().optional(),
    tags: z.array(z.string()).optional(),
    appliesTo: z.array(z.string()).optional(),
    /** Years after which texts of this place lapse where they name no period; derived, shown as 推定. Off where left out. */
    validityYears: z
      .object({
        normative: z.number().int().positive().optional(),
        trial: z.number().int().positive().optional(),
        notice: z.number().int().positive().optional(),
      })
      .strict()
      .optional(),
    /** Corrections of what was read. */
    title: z.string().min(1).optional(),
    documentNumber: z.string().min(1).optional(),
    issuer: z.string().min(1).optional(),
    publishedOn: day.optional(),
    issuedOn: day.optional(),
    effectiveOn: day.optional(),
    expiresOn: day.optional(),
    repealedOn: day.optional(),
  })
  .strict();

const manifestSchema = z
  .object({
    source: z.object({ id: z.string().regex(/^[\w-]{1,60}$/), name: z.string().min(1) }).strict(),
    defaults: entrySchema.default({}),
    files: z.array(entrySchema.extend({ path: z.string().min(1) }).strict()).default([]),
  })
  .strict();

export type ManifestEntry = z.infer<typeof entrySchema>;

export interface Manifest {
  source: { id: string; name: string };
  /** What is said about a file: the defaults and every entry whose path or pattern fits, later ones over earlier ones. */
  entryFor(path: string): ManifestEntry;
  /** Exact paths that no file of the folder has. */
  missing(paths: string[]): string[];
}

/** Without a manifest a folder is a source of its own name and everything in it a draft. */
export function emptyManifest(sourceId: string): Manifest {
  return { source: { id: sourceId, name: sourceId }, entryFor: () => ({}), missing: () => [] };
}

/** Reads manifest.json of a folder; null when there is none. Throws ConfigError that names the wrong entry. */
export async function readManifest(root: string): Promise<Manifest | null> {
  let text: string;
  try {
    text = await readFile(join(root, 'manifest.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConfigError('manifest.json 无法读取', String(error), { cause: error });
  }
  return parseManifest(text);
}

/** Throws ConfigError when the text is no JSON, a field is unknown or wrong, or something is published that another person did not approve. */
export function parseManifest(text: string): Manifest {
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'manifest'}: ${issue.message}`).join('; ');
    throw new ConfigError(`manifest.json 有误：${places}`, places);
  }
  const { source, defaults, files } = parsed.data;
  const entryFor = (path: string): ManifestEntry => {
    const fitting = files.filter((file) => fits(path, file.path)).map(({ path: _, ...entry }): ManifestEntry => entry);
    return Object.assign({}, defaults, ...fitting);
  };
  requireApproval('defaults', defaults);
  for (const file of files) requireApproval(file.path, { ...defaults, ...file });
  const missing = (paths: string[]) =>
    files.map((file) => file.path).filter((pattern) => !paths.some((path) => fits(path, pattern)));
  return { source, entryFor, missing };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new ConfigError('manifest.json 不是有效的 JSON', String(error), { cause: error });
  }
}

const fits = (path: string, pattern: string) => path === pattern || (/[*?]/.test(pattern) && matchesPattern(path, pattern));

/** "*" within a folder, "**" across folders, "?" one character. */
export function matchesPattern(path: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?/g, (sign) => (sign === '*' ? '[^/]*' : sign === '?' ? '[^/]' : sign === '**/' ? '(?:.*/)?' : '.*'));
  return new RegExp(`^${source}$`).test(path);
}

/** Nothing is published that another person than its author did not approve. */
function requireApproval(place: string, entry: ManifestEntry): void {
  if (entry.reviewState !== 'published') return;
  if (!entry.createdBy || !entry.approvedBy || !entry.approvedAt) {
    throw new ConfigError(
      `manifest.json 的“${place}”：已发布的条目必须写明 createdBy、approvedBy 和 approvedAt`,
      `${place}: published entries need createdBy, approvedBy and approvedAt`,
    );
  }
  if (samePerson(entry.createdBy, entry.approvedBy)) {
    throw new ConfigError(
      `manifest.json 的“${place}”：审核人不能是提交人本人（${entry.createdBy}）`,
      `${place}: approvedBy must differ from createdBy`,
    );
  }
}
