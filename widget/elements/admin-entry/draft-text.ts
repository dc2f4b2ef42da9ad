import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Me } from '../../shared/staff-types.ts';
import { forgetTyped, keepTyped, recallTyped } from '../admin/parts/typed.ts';
import { type Draft, type EntryContent, fieldNames, type Problem, type WholeEntry } from '../admin-entries/entry-types.ts';
import { DraftSaver } from './draft-saver.ts';
import { differing, type Merged, mergeEntries } from './three-way.ts';

/** Somebody else was faster: what the server has now, and of whom. */
interface Conflict {
  theirs: EntryContent;
  revision: number;
  who: string;
}

export interface DraftTextHost extends ReactiveControllerHost {
  readonly api: StaffApi;
  readonly me: Me;
  readonly gapIds: string[];
  /** Becomes the one that the server has with the first save of a new one. */
  draft: Draft;
  /** What was done by itself, in words. */
  told: string;
  /** Shows why something did not work. */
  fail(words: string): void;
  dispatchEvent(event: Event): boolean;
}

/** Where what is typed is kept: under the draft, or for one that the server has not yet under the question it began with. */
const thingOf = ({ id, revision, content }: Draft) => (revision === 0 ? `entry.new.${content.question}` : `entry.${id}`);

/**
 * The text of one draft while it is written: saved by itself, kept in this browser until the server has it, and merged with what somebody
 * else wrote meanwhile. The host fires `begun` (Draft) when a new one got its place.
 */
export class DraftText implements ReactiveController {
  content!: EntryContent;
  saver!: DraftSaver;
  /** What the server found wrong with it at the last save. */
  problems: Problem[] = [];
  conflict: Conflict | null = null;
  /** The window of the conflict is shut to look at the page. */
  setAside = false;
  /** When the text was typed that was found in this browser. */
  restored: string | null = null;
  private readonly host: DraftTextHost;
  /** Id of the draft that the saver works on: the first save of a new one gives it one, and typing goes on meanwhile. */
  private at: string | null = null;
  /** The text from which both began when two write at once: what the server had, or this page last wrote. */
  private base: EntryContent | null = null;

  constructor(host: DraftTextHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.saver?.stop();
  }

  get unsaved(): boolean {
    return this.saver?.pending ?? false;
  }

  private get thing(): string {
    return thingOf(this.host.draft);
  }

  isOf(draft: Draft): boolean {
    return this.at === draft.id;
  }

  /** Takes the draft as the server has it, or what was typed over it and did not get there. */
  begin(problems: Problem[]): void {
    const { draft, me } = this.host;
    this.at = draft.id;
    this.content = draft.content;
    this.base = draft.content;
    this.problems = problems;
    this.saver?.stop();
    this.saver = new DraftSaver(draft.content, draft.revision, {
      save: (content, expected) => this.write(content, expected),
      keep: (content) => {
        if (content) keepTyped(me.account.id, this.thing, { content, revision: this.saver.revision, base: this.base });
        else this.forget();
      },
      changed: () => {
        this.host.requestUpdate();
        if (this.saver.state === 'conflict' && !this.conflict) void this.readTheirs();
      },
    });
    const kept = recallTyped<{ content: EntryContent; revision: number; base?: EntryContent }>(me.account.id, this.thing);
    if (!kept || differing(kept.value.content, draft.content).length === 0) return;
    this.content = kept.value.content;
    // Whoever saved last is the one who typed this: nothing of anybody else is in the way.
    if (kept.value.revision === draft.revision || draft.updatedBy === me.account.id) {
      this.restored = kept.at;
      this.saver.typed(this.content);
    } else {
      this.base = kept.value.base ?? null;
      this.meet({ theirs: draft.content, revision: draft.revision, who: '别人' });
    }
  }

  set(part: Partial<EntryContent>): void {
    this.content = { ...this.content, ...part };
    this.restored = null;
    this.saver.typed(this.content);
    this.host.requestUpdate();
  }

  /** Saves at once; true when the server has everything. A new one is saved even where nothing was typed. */
  async saveAll(): Promise<boolean> {
    if (this.saver.revision === 0) this.saver.typed(this.content);
    return this.saver.flush();
  }

  /** What keeps it from being submitted, as the server sees it now. Rejects with the API's message. */
  async check(): Promise<Problem[]> {
    const whole = await this.readWhole();
    this.problems = whole.problems;
    this.host.requestUpdate();
    return whole.problems;
  }

  /** Takes the text of the server instead of the one found in this browser. */
  async dropRestored(): Promise<void> {
    this.content = this.host.draft.content;
    this.restored = null;
    this.saver.typed(this.content);
    this.host.requestUpdate();
    await this.saver.flush();
    this.forget();
  }

  /** Gives the draft up, on the server and in this browser. Rejects with the API's message. */
  async discard(): Promise<void> {
    const { host, saver } = this;
    await saver.flush();
    if (saver.revision > 0) await host.api.delete(`v1/staff/drafts/${host.draft.id}?expected=${saver.revision}`);
    this.forget();
    saver.settle(null, saver.revision);
  }

  private forget() {
    forgetTyped(this.host.me.account.id, this.thing);
  }

  // ---- saving ----

  /** The first save of a new one makes it; the others change it. */
  private async write(content: EntryContent, expected: number): Promise<{ revision: number }> {
    const { host } = this;
    if (expected === 0) return this.create(content);
    const { draft, problems } = await host.api.put<{ draft: Draft; problems: Problem[] }>(`v1/staff/drafts/${host.draft.id}`, {
      content,
      expected,
    });
    this.problems = problems;
    this.base = draft.content;
    return { revision: draft.revision };
  }

  private async create(content: EntryContent): Promise<{ revision: number }> {
    const { host } = this;
    const draft = await host.api.post<Draft>('v1/staff/entries', { content, gapIds: host.gapIds });
    this.forget();
    if (this.content !== content)
      keepTyped(host.me.account.id, thingOf(draft), { content: this.content, revision: draft.revision });
    this.at = draft.id;
    host.draft = draft;
    host.dispatchEvent(new CustomEvent<Draft>('begun', { detail: draft }));
    void this.readProblems();
    this.base = draft.content;
    return { revision: draft.revision };
  }

  /** Of one that the server has just got; later saves bring them along. A failure shows with the next save. */
  private async readProblems() {
    const { id } = this.host.draft;
    const whole = await this.readWhole().catch(() => null);
    if (!whole || this.host.draft.id !== id) return;
    this.problems = whole.problems;
    this.host.requestUpdate();
  }

  private readWhole(): Promise<WholeEntry> {
    return this.host.api.get<WholeEntry>(`v1/staff/entries/${this.host.draft.itemId}`);
  }

  // ---- somebody else at the same text ----

  private async readTheirs() {
    const { host } = this;
    try {
      const { draft } = await this.readWhole();
      if (draft?.id !== host.draft.id) {
        host.fail('这份草稿已不在：可能已审核通过或被放弃。您的文字还在本机，可以复制出来。');
        return;
      }
      if (draft.state === 'submitted') {
        host.fail('这份草稿已被送审，暂时不能改。您的文字还在本机，收回送审后会自动恢复。');
        return;
      }
      const who = draft.people.find(({ id }) => id === draft.updatedBy)?.name ?? '别人';
      if (differing(this.content, draft.content).length === 0) this.saver.settle(null, draft.revision);
      else this.meet({ theirs: draft.content, revision: draft.revision, who });
    } catch (error) {
      host.fail(error instanceof Error ? error.message : '没有取到对方的文字，请刷新。');
    }
  }

  /** What only one side changed is settled at once; a person is asked only for what both changed. */
  private meet(conflict: Conflict) {
    this.conflict = conflict;
    this.host.requestUpdate();
    const { content, theirs, asked } = this.merge(conflict);
    if (asked.length > 0) return;
    this.settle(content);
    const names = theirs.map((field) => fieldNames[field]).join('、');
    this.host.told = `${conflict.who}同时改了${names || '这份草稿'}，已并进来；您改的也都在。`;
  }

  merge({ theirs }: Conflict): Merged {
    return mergeEntries(this.base, this.content, theirs);
  }

  /** Shuts the window of the conflict, or opens it again. */
  putAside(aside: boolean): void {
    this.setAside = aside;
    this.host.requestUpdate();
  }

  /** Ends the conflict with this text. */
  settle(content: EntryContent): void {
    const conflict = this.conflict!;
    this.conflict = null;
    this.setAside = false;
    this.base = conflict.theirs;
    this.content = content;
    const same = differing(content, conflict.theirs).length === 0;
    this.saver.settle(same ? null : content, conflict.revision);
    if (!same) void this.saver.flush();
  }
}
