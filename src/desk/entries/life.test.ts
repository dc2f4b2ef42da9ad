import { describe, expect, it } from 'vitest';
import fc from '../../../tests/support/fast-check.ts';
import { type Audience, audiences } from '../../domain/access.ts';
import { WenceError } from '../../domain/errors.ts';
import { addDays, type Clock, type Day, dayOf, fixedClock } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import { openSqliteStore } from '../../store/sqlite/store.ts';
import type { Member } from '../member.ts';
import type { Entries } from './entries.ts';
import { entriesOf, memberIn, sound } from './test-desk.ts';

const firstDay = '2025-03-01';
const places = 2;

/** What the rule says of one entry: what is published, and the draft beside it. */
interface Expected {
  itemId: string;
  published: { token: string; audiences: Audience[]; from: Day | null; until: Day | null } | null;
  withdrawn: boolean;
  draft: {
    id: string;
    revision: number;
    state: string;
    token: string;
    audiences: Audience[];
    from: Day | null;
    until: Day | null;
    editors: number[];
  } | null;
}

const person = fc.nat(3);
const place = fc.nat(places - 1);
const days = fc.option(fc.integer({ min: -2, max: 4 }), { nil: null });
/** The steps that lead to a publication come more often than those that undo one. */
const acts = [
  ...(['begin', 'begin', 'edit', 'edit', 'submit', 'submit', 'submit', 'submit'] as const),
  ...(['approve', 'approve', 'approve', 'approve', 'approve', 'withdraw', 'withdraw', 'recall', 'return', 'discard'] as const),
];
const stepArbitrary = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({ kind: fc.constantFrom(...acts), person, place }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      person,
      place,
      audiences: fc.uniqueArray(fc.constantFrom(...audiences), { minLength: 1 }),
      from: days,
      until: days,
      /** Made from an older revision than the last. */
      late: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), person, place, count: fc.integer({ min: 1, max: 2 }) }),
  },
);
type Step = typeof stepArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** The desk, and beside it what the rule expects; each step says whether the rule allows it. */
class World {
  readonly expected: (Expected | null)[] = Array.from({ length: places }, () => null);
  readonly store: Store;
  readonly entries: Entries;
  readonly people: Member[];
  readonly clock: Clock;
  /** How often each step went through and was refused. */
  readonly counts = new Map<string, number>();
  private day: Day = firstDay;
  private tokens = 0;

  private constructor(store: Store, people: Member[]) {
    this.store = store;
    this.people = people;
    this.clock = { now: () => fixedClock(this.day).now() };
    this.entries = entriesOf(store, this.clock);
  }

  /** The third and the fourth account are one person. */
  static async open(): Promise<World> {
    const store = await openSqliteStore(':memory:');
    const names = ['张三', '李四', '王五', '王五'];
    const people: Member[] = [];
    for (const [index, name] of names.entries()) people.push(await memberIn(store, { id: `p${index}`, name }));
    return new World(store, people);
  }

  get today(): Day {
    return dayOf(this.clock.now());
  }

  private wrote(editors: number[], who: number): boolean {
    const same = (a: number, b: number) => a === b || (a >= 2 && b >= 2);
    return editors.some((editor) => same(editor, who));
  }

  /** Does the step, and checks that it went through exactly when the rule allows it. */
  async take(step: Step): Promise<void> {
    const { entries } = this;
    const who = this.people[step.person]!;
    const one = this.expected[step.place] ?? null;
    const draft = one?.draft ?? null;
    switch (step.kind) {
      case 'pass':
        this.day = addDays(this.day, step.count);
        return;
      case 'begin': {
        if (one) return;
        const token = this.token();
        const made = await entries.begin({ ...sound, question: `问题${token}怎么办`, answer: token }, who);
        const fresh = { token, audiences: [...audiences], from: null, until: null, editors: [step.person] };
        this.expected[step.place] = {
          itemId: made.itemId,
          published: null,
          withdrawn: false,
          draft: { id: made.id, revision: 1, state: 'draft', ...fresh },
        };
        return;
      }
      case 'edit': {
        if (!one) return;
        const made = await this.tried(step.kind, one.published !== null || draft !== null, () => entries.edit(one.itemId, who));
        if (!made || made === true || draft) return;
        one.draft = { id: made.id, revision: 1, state: 'draft', editors: [step.person], ...one.published! };
        return;
      }
      case 'save': {
        if (!one || !draft) return;
        const { audiences: to, from, until, late } = step;
        const token = this.token();
        const kept = (await this.store.drafts.draft(draft.id))!.content as object;
        const dates = { visibleFrom: this.dayIn(from), visibleUntil: this.dayIn(until) };
        const content = { ...kept, answer: token, audiences: to, ...dates };
        const expected = late ? draft.revision - 1 : draft.revision;
        const allowed = draft.state !== 'submitted' && !late;
        if (!(await this.tried(step.kind, allowed, () => entries.save(draft.id, content, expected, who)))) return;
        const editors = [...new Set([...draft.editors, step.person])];
        Object.assign(draft, { token, audiences: to, from: dates.visibleFrom, until: dates.visibleUntil, editors });
        draft.revision++;
        return;
      }
      case 'submit': {
        if (!draft) return;
        const allowed = draft.state !== 'submitted' && this.datesAreSound(draft);
        if (!(await this.tried(step.kind, allowed, () => entries.submit(draft.id, draft.revision, null, who)))) return;
        draft.state = 'submitted';
        draft.revision++;
        return;
      }
      case 'recall':
      case 'return': {
        if (!draft) return;
        const ask = () =>
          step.kind === 'recall'
            ? entries.recall(draft.id, draft.revision, who)
            : entries.return(draft.id, draft.revision, '理由', who);
        if (!(await this.tried(step.kind, draft.state === 'submitted', ask))) return;
        draft.state = step.kind === 'recall' ? 'draft' : 'returned';
        draft.revision++;
        return;
      }
      case 'approve': {
        if (!one || !draft) return;
        const allowed = draft.state === 'submitted' && !this.wrote(draft.editors, step.person) && this.datesAreSound(draft);
        if (!(await this.tried(step.kind, allowed, () => entries.approve(draft.id, draft.revision, null, who)))) return;
        const { token, audiences: to, from, until } = draft;
        Object.assign(one, { published: { token, audiences: to, from, until }, withdrawn: false, draft: null });
        return;
      }
      case 'discard': {
        if (!one || !draft) return;
        if (!(await this.tried(step.kind, draft.state !== 'submitted', () => entries.discard(draft.id, draft.revision, who))))
          return;
        one.draft = null;
        if (!one.published) this.expected[step.place] = null;
        return;
      }
      case 'withdraw': {
        if (!one) return;
        const allowed = one.published !== null && !one.withdrawn;
        if (await this.tried(step.kind, allowed, () => entries.withdraw(one.itemId, '理由', who))) one.withdrawn = true;
      }
    }
  }

  private token(): string {
    this.tokens++;
    return `词${String(this.tokens).padStart(4, '0')}尾`;
  }

  private dayIn(offset: number | null): Day | null {
    return offset === null ? null : addDays(this.today, offset);
  }

  private datesAreSound({ from, until }: { from: Day | null; until: Day | null }): boolean {
    return until === null || (until >= this.today && (from === null || from <= until));
  }

  /** What the step gives; null where it was refused, which only a WenceError may do and only where the rule says so. */
  private async tried<Result>(kind: string, allowed: boolean, ask: () => Promise<Result>): Promise<Result | true | null> {
    const counted = `${kind} ${allowed}`;
    this.counts.set(counted, (this.counts.get(counted) ?? 0) + 1);
    let result: Result | undefined;
    try {
      result = await ask();
    } catch (error) {
      expect(error).toBeInstanceOf(WenceError);
      expect([allowed, String(error)]).toEqual([false, String(error)]);
      return null;
    }
    expect(allowed).toBe(true);
    return result ?? true;
  }

  /** For every audience: exactly what is approved, not withdrawn, in its dates and meant for it. */
  async check(): Promise<void> {
    for (const audience of audiences) {
      const viewer = { audiences: [audience], today: this.today };
      const shown = this.expected.filter(
        (one): one is Expected =>
          one?.published != null &&
          !one.withdrawn &&
          one.published.audiences.includes(audience) &&
          (one.published.from ?? this.today) <= this.today &&
          (one.published.until ?? this.today) >= this.today,
      );
      const ids = this.expected.flatMap((one) => (one ? [one.itemId] : []));
      const views = await this.store.content.faqsByIds(ids, viewer);
      expect([...views.values()].map(({ entry }) => entry.answer).sort()).toEqual(
        shown.map(({ published }) => published!.token).sort(),
      );
      const chunks = await this.store.search.visibleChunks(viewer);
      expect([...new Set(chunks.map(({ itemId }) => itemId))].sort()).toEqual(shown.map(({ itemId }) => itemId).sort());
      const clauses = await Promise.all(ids.map((id) => this.store.content.clauses(id, viewer)));
      const answers = clauses.flat().filter(({ path }) => path === 'answer');
      expect(answers.map(({ text }) => text).sort()).toEqual(shown.map(({ published }) => published!.token).sort());
    }
  }
}

describe('any sequence of steps', () => {
  it('shows what is approved, not withdrawn, in its dates and for its audience, and nothing else', async () => {
    const counts = new Map<string, number>();
    const property = fc.asyncProperty(fc.array(stepArbitrary, { minLength: 40, maxLength: 60, size: 'max' }), async (steps) => {
      const world = await World.open();
      try {
        for (const step of steps) {
          await world.take(step);
          await world.check();
        }
        expect(await world.store.check()).toEqual([]);
        for (const [kind, count] of world.counts) counts.set(kind, (counts.get(kind) ?? 0) + count);
      } finally {
        await world.store.close();
      }
    });
    await fc.assert(property, { numRuns: 40 });
    // The lives were full ones: every step went through and was refused.
    for (const kind of ['submit', 'approve', 'withdraw', 'discard', 'save'])
      for (const allowed of [true, false])
        expect([kind, allowed, (counts.get(`${kind} ${allowed}`) ?? 0) > 0]).toEqual([kind, allowed, true]);
  });
});
