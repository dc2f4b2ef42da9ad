import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { appOf, bearer } from '../../src/api/test-app.ts';
import { type SignedIn, signIn, signInStaff, type TestStaff, testAccount, testUnits } from '../../src/api/test-staff.ts';
import { readConfig } from '../../src/config.ts';
import { createKeys } from '../../src/desk/keys.ts';
import type { Audience, ReviewState } from '../../src/domain/access.ts';
import type { EntryContent } from '../../src/domain/entry.ts';
import { basePathOf, openWence, type Wence } from '../../src/wire.ts';
import { documentBundle, faqBundle, governance, source } from '../contracts/items.ts';
import { Oracle } from './oracle.ts';
import { type Choice, Words } from './words.ts';

/** One who asks: with nothing, a key or a session. */
export interface Caller {
  name: string;
  headers: Record<string, string>;
  /** What a key opens; `public` is added. */
  audiences: Audience[];
  accountId: string | null;
}

/** `both` may write and review, but never the same text. */
type Staff = TestStaff & { both: SignedIn };

const audienceSets: Audience[][] = [
  ['public'],
  ['hotline'],
  ['window'],
  ['public', 'hotline'],
  ['public', 'hotline', 'window'],
  ['hotline', 'window'],
];
const day = 86_400_000;

/** The whole product on a base of its own, people of every role, keys of every kind, and a clock that is moved by hand. */
export class World {
  readonly choice: Choice;
  readonly words: Words;
  readonly wence: Wence;
  readonly app: ReturnType<typeof appOf>;
  readonly oracle: Oracle;
  callers: Caller[] = [];
  staff!: Staff;
  /** Ids by the list that showed them. */
  readonly seen = new Map<string, Set<string>>();
  /** What was written last by the script, for the story of a failure. */
  readonly story: string[] = [];
  readonly #folder: string;
  readonly #now: { at: Date };
  readonly #keys: Caller[];

  static async open(choice: Choice): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'wence-probes-'));
    const config = readConfig({ WENCE_DATA: folder, WENCE_LOG_LEVEL: 'silent', WENCE_RATE_PER_MINUTE: '0' });
    const now = { at: new Date('2025-06-02T02:00:00Z') };
    const wence = await openWence(config, { clock: { now: () => now.at } });
    await wence.store.apply(source);
    const keys = createKeys(wence.store, wence.clock);
    const key = async (name: string, audiences: Audience[], scopes: string[] = []): Promise<Caller> => {
      const { secret } = await keys.create({ name, audiences, scopes, by: '测试' });
      return { name: `key ${name}`, headers: bearer(secret), audiences, accountId: null };
    };
    const made = [
      await key('hotline', ['hotline']),
      await key('window', ['window']),
      await key('metrics', [], ['metrics']),
      await key('evaluate', ['hotline'], ['evaluate']),
    ];
    const both = testAccount('both', ['editor', 'reviewer']);
    await wence.store.apply([{ type: 'put_account', account: both, expected: 0 }]);
    const staff = { ...(await signInStaff(wence)), both: await signIn(wence, both, wence.clock) };
    const world = new World(choice, wence, folder, now, made, basePathOf(config));
    world.staff = staff;
    await world.renew();
    return world;
  }

  private constructor(choice: Choice, wence: Wence, folder: string, now: { at: Date }, keys: Caller[], path: string) {
    this.choice = choice;
    this.words = new Words(choice);
    this.wence = wence;
    this.app = appOf(wence);
    this.oracle = new Oracle(path);
    this.#folder = folder;
    this.#now = now;
    this.#keys = keys;
  }

  get now(): Date {
    return this.#now.at;
  }

  async close(): Promise<void> {
    this.oracle.close();
    await this.wence.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Everybody has an account as at the start and a fresh session; settings are the defaults. */
  async renew(): Promise<void> {
    const repair = new Database(basePathOf(this.wence.config));
    for (const { account } of Object.values(this.staff)) {
      repair
        .prepare(
          'UPDATE accounts SET roles = ?, desks = ?, unit_id = ?, disabled_at = NULL, must_change_password = 0 WHERE id = ?',
        )
        .run(JSON.stringify(account.roles), JSON.stringify(account.desks), account.unitId, account.id);
    }
    repair.prepare('UPDATE units SET retired_at = NULL').run();
    repair.prepare("DELETE FROM settings WHERE name NOT LIKE '%banner%'").run();
    repair.close();
    const signedIn = Object.entries(this.staff).map(async ([name, { account }]) => {
      const current = (await this.wence.store.accounts.account(account.id))!;
      return [name, { ...(await signIn(this.wence, current, { now: () => this.now })), account }] as [string, SignedIn];
    });
    this.staff = Object.fromEntries(await Promise.all(signedIn)) as Staff;
    const members = Object.entries(this.staff).map(([name, { headers, account }]) => {
      return { name, headers: { ...headers }, audiences: [], accountId: account.id };
    });
    const nobody = { audiences: [], accountId: null };
    this.callers = [
      { name: 'nobody', headers: {}, ...nobody },
      { name: 'a wrong session', headers: { Cookie: 'wence-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, ...nobody },
      ...this.#keys,
      ...members,
    ];
  }

  /** Everything that reaches this caller from outside /v1/staff. */
  audiencesOf(caller: Caller): string[] {
    if (!caller.accountId) return ['public', ...caller.audiences];
    const roles = this.oracle.rolesOf(caller.accountId);
    const hasDesk = roles.includes('agent') || roles.includes('evaluator');
    return ['public', ...(hasDesk ? this.oracle.desksOf(caller.accountId) : [])];
  }

  as(who: SignedIn, method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { ...who.headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
    return Promise.resolve(
      this.app.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    );
  }

  dayFromNow(days: number): string {
    return new Date(this.now.getTime() + days * day).toISOString().slice(0, 10);
  }

  content(): EntryContent {
    const { choice, words } = this;
    const maybe = () => (choice.often(60) ? words.hidden() : null);
    return {
      question: words.hidden(),
      similarQuestions: choice.often(50) ? [words.hidden()] : [],
      answer: `${words.hidden()}。`,
      script: maybe(),
      internalNote: maybe(),
      conditions: maybe(),
      materials: maybe(),
      steps: maybe(),
      contact: maybe(),
      basis: [],
      noBasisReason: words.hidden(),
      legalBasis: choice.often(30) ? [words.hidden()] : [],
      serviceLink: null,
      unitId: choice.one([null, ...testUnits.map(({ id }) => id)]),
      region: null,
      tags: [],
      topic: null,
      audiences: choice.one(audienceSets),
      channels: ['web', 'hotline', 'window'],
      visibleFrom: choice.often(30) ? this.dayFromNow(choice.below(5) - 2) : null,
      visibleUntil: choice.often(30) ? this.dayFromNow(choice.below(5)) : null,
    };
  }

  /** One act of staff or of time that moves something on, by somebody who may do it. */
  async act(): Promise<void> {
    const { choice, staff } = this;
    const writer = choice.one([
      staff.editor,
      staff.editor,
      staff.editor2,
      staff.editor2,
      staff.unitEditor,
      staff.otherEditor,
      staff.both,
    ]);
    const reviewer = choice.one([staff.reviewer, staff.reviewer2, staff.both]);
    const acts: [string, () => Promise<Response | undefined>][] = [
      ['begin', () => this.as(writer, 'POST', '/v1/staff/entries', { content: this.content() })],
      ['publish', () => this.publish()],
      ['publish', () => this.publish()],
      ['submit', () => this.draftStep(writer, ['draft', 'returned'], 'submit', { note: null })],
      ['approve', () => this.draftStep(reviewer, ['submitted'], 'approve', { note: null })],
      ['approve', () => this.draftStep(reviewer, ['submitted'], 'approve', { note: null })],
      ['return', () => this.draftStep(reviewer, ['submitted'], 'return', { reason: '请补充' })],
      ['save', () => this.save(writer)],
      ['edit', () => this.entryStep(writer, 'published', 'edit')],
      ['withdraw', () => this.entryStep(reviewer, 'published', 'withdraw', { reason: '内容有变' })],
      ...Array(3).fill(['document', () => this.putDocument()]),
      ['list', () => this.putEntry()],
      ['withdraw document', () => this.withdrawDocument()],
      ['banner', () => this.hangBanner()],
      ['time', () => this.passTime()],
    ];
    const [name, run] = choice.one(acts);
    const response = await run();
    this.story.push(`${name}${response ? ` ${response.status}` : ''}`);
  }

  /** The whole way of one entry. */
  async publish(): Promise<Response> {
    const { staff } = this;
    const begun = await this.as(staff.editor, 'POST', '/v1/staff/entries', { content: this.content() });
    const draft = (await begun.json()) as { id: string; revision: number };
    const step = (who: SignedIn, name: string, expected: number) =>
      this.as(who, 'POST', `/v1/staff/drafts/${draft.id}/${name}`, { expected, note: null });
    const submitted = (await (await step(staff.editor, 'submit', draft.revision)).json()) as { revision: number };
    return step(staff.reviewer, 'approve', submitted.revision);
  }

  async draftStep(who: SignedIn, states: string[], step: string, body: object): Promise<Response | undefined> {
    const drafts = this.oracle.rows<{ id: string; revision: number }>(
      `SELECT id, revision FROM drafts WHERE kind = 'faq' AND state IN (${states.map((state) => `'${state}'`).join(', ')})`,
    );
    if (drafts.length === 0) return undefined;
    const { id, revision } = this.choice.one(drafts);
    return this.as(who, 'POST', `/v1/staff/drafts/${id}/${step}`, { expected: revision, ...body });
  }

  async save(who: SignedIn): Promise<Response | undefined> {
    const drafts = this.oracle.rows<{ id: string; revision: number }>("SELECT id, revision FROM drafts WHERE kind = 'faq'");
    if (drafts.length === 0) return undefined;
    const { id, revision } = this.choice.one(drafts);
    return this.as(who, 'PUT', `/v1/staff/drafts/${id}`, { content: this.content(), expected: revision });
  }

  async entryStep(who: SignedIn, state: ReviewState, step: string, body?: object): Promise<Response | undefined> {
    const items = this.oracle.rows<{ id: string }>('SELECT id FROM items WHERE kind = ? AND review_state = ?', 'faq', state);
    if (items.length === 0) return undefined;
    return this.as(who, 'POST', `/v1/staff/entries/${this.choice.one(items).id}/${step}`, body);
  }

  /** As `wence ingest` brings it, in any state. */
  async putDocument(): Promise<undefined> {
    const { choice, words, wence } = this;
    const state = choice.one<ReviewState>(['draft', 'submitted', 'published', 'published', 'published']);
    const bundle = documentBundle(`文件${choice.below(6)}`, {
      texts: [words.hidden(), words.hidden()],
      record: { title: words.hidden(), tags: [], url: null },
      governance: governance(state, choice.one(audienceSets)),
      original: { mediaType: 'text/plain', bytes: new TextEncoder().encode(words.hidden()) },
    });
    await wence.store.apply([{ type: 'put_document', bundle }]);
    const { modelId, vectors } = await wence.embed(bundle.version.chunks);
    await wence.store.apply([{ type: 'put_vectors', modelId, vectors }]);
    return undefined;
  }

  /** An entry of a list that was ingested. */
  async putEntry(): Promise<undefined> {
    const { choice, words, wence } = this;
    const state = choice.one<ReviewState>(['draft', 'submitted', 'published']);
    const bundle = faqBundle(words.hidden(), words.hidden(), {
      governance: governance(state, choice.one(audienceSets)),
      entry: { script: words.hidden(), internalNote: words.hidden() },
    });
    // Entries have none.
    Object.assign(bundle.version, { references: [], definitions: [] });
    const { modelId, vectors } = await wence.embed(bundle.version.chunks);
    await wence.store.apply([
      { type: 'put_faq', bundle },
      { type: 'put_vectors', modelId, vectors },
    ]);
    return undefined;
  }

  async withdrawDocument(): Promise<undefined> {
    const [item] = this.oracle.rows<{ id: string }>(
      "SELECT id FROM items WHERE kind = 'document' AND review_state = 'published'",
    );
    if (!item) return undefined;
    const at = this.now.toISOString();
    await this.wence.store.apply([
      { type: 'set_review', itemId: item.id, from: ['published'], to: 'withdrawn', by: '审核丙', at, note: '过时' },
    ]);
    return undefined;
  }

  async hangBanner(): Promise<Response> {
    const { revision = 0 } = (await (await this.as(this.staff.reviewer, 'GET', '/v1/staff/banner')).json()) as {
      revision?: number;
    };
    const hours = (count: number) => new Date(this.now.getTime() + count * 3_600_000).toISOString();
    const from = this.choice.below(48) - 24;
    const banner = {
      text: this.words.hidden(),
      level: 'notice',
      channels: ['web', 'hotline'],
      from: hours(from),
      until: hours(from + 12),
      link: null,
    };
    return this.as(this.staff.reviewer, 'PUT', '/v1/staff/banner', { banner, revision });
  }

  async passTime(): Promise<undefined> {
    this.#now.at = new Date(this.now.getTime() + (1 + this.choice.below(24)) * 3_600_000);
    await this.renew();
    return undefined;
  }
}
