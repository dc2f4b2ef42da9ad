import Database from 'better-sqlite3';
import { rights } from '../../src/desk/rights.ts';
import type { Role } from '../../src/domain/account.ts';
import { personal, secretsIn } from './words.ts';

/**
 * Who may see which secret, read from the bare tables by rules written down here once more, apart from the product's own: a text is
 * seen from outside only while its item is published, not withdrawn, within its dates and meant for one of the caller's audiences.
 */

interface Place {
  kind: 'faq' | 'document' | 'banner';
  visible: (audiences: string[], now: Date) => boolean;
}

interface ItemRow {
  key: number;
  id: string;
  kind: 'faq' | 'document';
  review_state: string;
  withdrawn_at: string | null;
  visible_from: string | null;
  visible_until: string | null;
  audiences: string;
}

const dayIn = (now: Date) => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Columns of an entry that only desks read. */
const deskColumns = ['script', 'internal_note'];
/** Tables whose rows belong to an item, besides the entry itself. */
const itemTables = ['documents', 'document_facts', 'relations', 'faq_similar_questions', 'item_aliases', 'faq_basis'];

export class Oracle {
  readonly #database: Database.Database;
  #version = -1;
  #places = new Map<string, Place[]>();
  #answered = new Set<string>();

  constructor(path: string) {
    this.#database = new Database(path, { readonly: true });
  }

  close(): void {
    this.#database.close();
  }

  rows<Row>(sql: string, ...parameters: unknown[]): Row[] {
    return this.#database.prepare(sql).all(...parameters) as Row[];
  }

  /** Roles of an account as it is now; none when it is disabled. */
  rolesOf(accountId: string): Role[] {
    const [row] = this.rows<{ roles: string; disabled_at: string | null }>(
      'SELECT roles, disabled_at FROM accounts WHERE id = ?',
      accountId,
    );
    return row && row.disabled_at === null ? JSON.parse(row.roles) : [];
  }

  desksOf(accountId: string): string[] {
    const [row] = this.rows<{ desks: string }>('SELECT desks FROM accounts WHERE id = ?', accountId);
    return row ? JSON.parse(row.desks) : [];
  }

  /** May be seen from outside through these eyes. */
  isVisible(secret: string, audiences: string[], now: Date): boolean {
    this.#refresh();
    return (this.#places.get(secret) ?? []).some((place) => place.visible(audiences, now));
  }

  /** May be seen under /v1/staff by who holds these roles: drafts and withdrawn texts by those who read them, snapshots by those who read answers. */
  isForStaff(secret: string, roles: readonly Role[]): boolean {
    const may = (action: string) => roles.some((role) => (rights[role] as readonly string[]).includes(action));
    this.#refresh();
    if (this.#answered.has(secret) && may('answer.read')) return true;
    // A text of a draft that is gone stands in the audit alone.
    const kinds = (this.#places.get(secret) ?? []).map(({ kind }) => kind);
    if (kinds.includes('banner') && may('overview.read')) return true;
    return may('entry.read') || may('document.read');
  }

  #refresh(): void {
    const [{ version } = { version: 0 }] = this.rows<{ version: number }>(
      'SELECT data_version AS version FROM pragma_data_version',
    );
    if (version === this.#version) return;
    this.#version = version;
    this.#places = new Map();
    const items = this.rows<ItemRow>(
      'SELECT i.*, (SELECT json_group_array(audience) FROM item_audiences WHERE item_key = i.key) AS audiences FROM items i',
    );
    for (const item of items) this.#readItem(item);
    for (const { value } of this.rows<{ value: string }>("SELECT value FROM settings WHERE name LIKE '%banner%'"))
      this.#readBanner(value);
    this.#answered = new Set(secretsIn(JSON.stringify(this.rows('SELECT * FROM answers'))));
  }

  #put(text: string, place: Place): void {
    for (const secret of secretsIn(text)) this.#places.set(secret, [...(this.#places.get(secret) ?? []), place]);
  }

  #readItem(item: ItemRow): void {
    const forWhom: string[] = JSON.parse(item.audiences);
    const visible = (audiences: string[], now: Date) =>
      item.review_state === 'published' &&
      item.withdrawn_at === null &&
      (item.visible_from === null || item.visible_from <= dayIn(now)) &&
      (item.visible_until === null || item.visible_until >= dayIn(now)) &&
      forWhom.some((audience) => audiences.includes(audience));
    const place: Place = { kind: item.kind, visible };
    const deskPlace: Place = {
      kind: item.kind,
      visible: (audiences, now) => visible(audiences, now) && audiences.some((one) => one !== 'public'),
    };
    for (const row of this.rows<Record<string, unknown>>('SELECT * FROM faq_entries WHERE item_key = ?', item.key))
      for (const [column, value] of Object.entries(row))
        this.#put(String(value), deskColumns.includes(column) ? deskPlace : place);
    for (const table of itemTables)
      this.#put(JSON.stringify(this.rows(`SELECT * FROM ${table} WHERE item_key = ?`, item.key)), place);
    // Older versions of a document can be opened by whoever may see it; of an entry only the current one is ever shown.
    const current = item.kind === 'faq' ? 'AND v.key = i.current_version_key' : '';
    const clauses = this.rows(
      `SELECT l.text, l.headings FROM items i JOIN versions v ON v.item_key = i.key JOIN clauses l ON l.version_key = v.key WHERE i.key = ? ${current}`,
      item.key,
    );
    this.#put(JSON.stringify(clauses), place);
    for (const { bytes } of this.rows<{ bytes: Buffer }>('SELECT bytes FROM originals WHERE item_key = ?', item.key))
      this.#put(bytes.toString('utf8'), place);
  }

  #readBanner(value: string): void {
    const found: unknown = JSON.parse(value);
    const banner = found as { text?: string; from?: string; until?: string } | null;
    if (!banner?.text) return;
    this.#put(value, {
      kind: 'banner',
      visible: (_, now) => Date.parse(banner.from ?? '') <= now.getTime() && now.getTime() < Date.parse(banner.until ?? ''),
    });
  }

  /** What must hold after every write: whoever approved did not write, and what is published is what was approved. */
  problems(): string[] {
    const own = this.rows<{ item_id: string; number: number }>(
      'SELECT item_id, number FROM item_revisions r WHERE EXISTS (SELECT 1 FROM json_each(r.written_by) w WHERE w.value = r.approved_by)',
    ).map(({ item_id, number }) => `${item_id} ${number} was approved by one who wrote it`);
    const changed = this.rows<{ id: string; question: string; answer: string; content: string }>(
      `SELECT i.id, q.question, q.answer, r.content FROM items i JOIN faq_entries q ON q.item_key = i.key
        JOIN item_revisions r ON r.item_id = i.id AND r.number = (SELECT max(number) FROM item_revisions WHERE item_id = i.id)
        WHERE i.review_state = 'published'`,
    )
      .filter(({ question, answer, content }) => {
        const approved = JSON.parse(content);
        return approved.question !== question || approved.answer !== answer;
      })
      .map(({ id }) => `${id} is published with other words than were approved`);
    const unreviewed = this.rows<{ id: string }>(
      "SELECT id FROM items WHERE review_state = 'published' AND (reviewed_by IS NULL OR reviewed_by = created_by)",
    ).map(({ id }) => `${id} is published without another person's review`);
    return [...own, ...changed, ...unreviewed];
  }

  /** Tables that hold what citizens told of themselves: none may. */
  personalData(): string[] {
    const kept: Record<string, string> = {
      ...Object.fromEntries(
        ['answers', 'answer_items', 'turns', 'gaps', 'gap_reports', 'feedback', 'audit'].map((table) => [table, '*']),
      ),
      // A reply is the office's own text.
      messages: 'text, note',
    };
    return Object.entries(kept).flatMap(([table, columns]) => {
      const rows = JSON.stringify(this.rows(`SELECT ${columns} FROM ${table}`));
      return personal.filter((told) => rows.includes(told)).map((told) => `${table} keeps ${told}`);
    });
  }

  /** How many secrets the base holds that these eyes may not see. */
  hiddenFrom(audiences: string[], now: Date): number {
    this.#refresh();
    return [...this.#places.values()].filter((places) => !places.some((place) => place.visible(audiences, now))).length;
  }

  /** Of everything that staff change; a refused request leaves it as it is. */
  fingerprint(): string {
    const tables = [
      'items',
      'drafts',
      'item_revisions',
      'faq_entries',
      'accounts',
      'units',
      'api_keys',
      'settings',
      'corrections',
    ];
    return JSON.stringify(
      tables.map((table) =>
        this.rows(`SELECT * FROM ${table}`).map((row) => ({ ...(row as object), last_login_at: null, last_used_at: null })),
      ),
    );
  }
}
