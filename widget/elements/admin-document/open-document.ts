import type { ReactiveController } from 'lit';
import { LatestRequest } from '../../shared/latest-request.ts';
import type { AdminPage } from '../admin/page.ts';
import type { StaffDocument } from './document-types.ts';
import type { FieldChange } from './field-form.ts';
import { fieldNames } from './names.ts';
import type { Changes } from './notices.ts';
import type { AskedStep } from './step-dialog.ts';

/** Milliseconds between two questions how far a file is read. */
const pollMs = 800;

/** The document that stands open: read, watched while the machine reads its file, and moved on step by step. */
export class OpenDocument implements ReactiveController {
  /** Null until it is read. */
  one: StaffDocument | null = null;
  /** From what is published to its draft. */
  changes: Changes | null = null;
  /** Why it cannot be opened. */
  problem = '';
  /** A step is under way. */
  busy = false;
  private id = '';
  private readonly host: AdminPage;
  private readonly reading = new LatestRequest();

  constructor(host: AdminPage) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reading.stop();
  }

  async open(id: string): Promise<void> {
    this.id = id;
    this.one = null;
    await this.load();
  }

  private get path() {
    return `v1/staff/documents/${encodeURIComponent(this.id)}`;
  }

  /** Of the draft, as it was looked at. */
  private get expected() {
    return this.one?.draft?.revision ?? 0;
  }

  private async load() {
    const { api } = this.host;
    try {
      const found = await this.reading.run(async (signal) => {
        const one = await api.get<StaffDocument>(this.path, {}, signal);
        const isChange = one.draft?.summary && one.item;
        return { one, changes: isChange ? await api.get<Changes>(`${this.path}/changes`, {}, signal) : null };
      });
      if (!found) return;
      this.one = found.one;
      this.changes = found.changes;
      this.problem = '';
      const { draft } = found.one;
      if (draft && !draft.summary && !draft.failure) this.reading.after(pollMs, () => this.poll());
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '打不开这份文件。';
    }
    this.host.requestUpdate();
  }

  /** Only how far it is, until it is read. */
  private async poll() {
    interface Reading {
      state: string;
      progress: StaffDocument['progress'];
    }
    try {
      const found = await this.reading.run((signal) => this.host.api.get<Reading>(`${this.path}/reading`, {}, signal));
      if (!found) return;
      if (found.state !== 'reading' || !this.one) return await this.load();
      this.one = { ...this.one, progress: found.progress };
      this.reading.after(pollMs, () => this.poll());
      this.host.requestUpdate();
    } catch (error) {
      this.host.failed(error);
    }
  }

  /** True when it was done; what went wrong is said. */
  private async work(step: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.host.requestUpdate();
    try {
      await step();
      return true;
    } catch (error) {
      this.host.failed(error);
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  /** Takes a step of its draft, or of what is published. */
  step(name: AskedStep | 'recall' | 'edit', detail: object, said: string): Promise<boolean> {
    const ofDraft = name === 'submit' || name === 'recall' || name === 'approve' || name === 'return';
    const body = ofDraft ? { expected: this.expected, ...detail } : detail;
    return this.work(async () => {
      const result = await this.host.api.post<{ id?: string }>(`${this.path}/${name}`, body);
      this.host.say(said);
      if (name === 'superseded' && result.id) this.host.go('documents', result.id);
      else await this.load();
    });
  }

  /** What came by ingestion is reviewed as it stands. */
  review(step: 'approve' | 'return', { fingerprint }: { fingerprint: string }, reason: string | undefined): Promise<boolean> {
    const body = step === 'return' ? { fingerprint, reason } : { fingerprint };
    return this.work(async () => {
      await this.host.api.post(`v1/staff/review/document/${encodeURIComponent(this.id)}/${step}`, body);
      this.host.say(step === 'approve' ? '已发布，现在就能查到。' : '已退回。');
      await this.load();
    });
  }

  /** Sets a field right, or takes the correction back; with a way back. `done` runs once it is kept. */
  async correct({ field, value, reason }: FieldChange, done: () => void): Promise<void> {
    const before = this.one?.corrections.find((one) => one.field === field);
    const corrections = [{ field, ...(value === undefined ? {} : { value }), reason }];
    try {
      await this.host.api.post(`${this.path}/corrections`, { expected: this.expected, corrections });
      done();
      await this.load();
      const undo = before ? { field, value: before.value, reason: before.reason } : { field, value: undefined, reason: '' };
      this.host.say(value === undefined ? `已取消“${fieldNames[field]}”的更正。` : `已更正“${fieldNames[field]}”。`, () =>
        this.correct(undo, done),
      );
    } catch (error) {
      this.host.failed(error);
    }
  }

  async discard(): Promise<void> {
    const text = this.one?.item ? '库里的文件不变，这份稿件里的更正都会丢掉。' : '上传的文件和更正都会丢掉。';
    if (!(await this.host.confirm({ title: '放弃这份稿件？', text, action: '放弃', danger: true }))) return;
    try {
      await this.host.api.delete(`${this.path}/draft?expected=${this.expected}`);
      this.host.say('已放弃。');
      if (this.one?.item) await this.load();
      else this.host.go('documents');
    } catch (error) {
      this.host.failed(error);
    }
  }

  /** Another file in its place. */
  async exchange(file: File): Promise<void> {
    const form = new FormData();
    form.set('file', file);
    if (this.one?.draft) form.set('expected', String(this.expected));
    await this.work(async () => {
      await this.host.api.upload(`${this.path}/file`, form);
      this.host.say('新文件已收下，正在读取。');
      await this.load();
    });
  }
}
