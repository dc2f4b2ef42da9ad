import { StoreError } from '../domain/errors.ts';
import type { ItemSummary, SourceRecord } from '../store/contract.ts';
import type { Base } from './base-state.ts';
import { embedMissing } from './embed.ts';
import { ingestAuthor } from './governance.ts';
import { ownedDocument, type PreparedDocument } from './owned.ts';
import type { IngestOptions } from './pipeline.ts';
import type { Prepared } from './prepare.ts';
import type { IngestReport, ReportLine } from './report.ts';
import { aliasChanges, changesOf, deleteChanges, idOf, publishChanges, type ReadyItem, titleOf } from './save.ts';

/** Texts that are embedded together: enough to keep all threads busy, few enough to lose little when stopped. */
const batchTexts = 256;

/** Takes prepared files, embeds them in batches beside the reading, and writes each item in one atomic change. */
export class Writer {
  readonly #options: IngestOptions;
  readonly #base: Base;
  readonly #report: IngestReport;
  readonly #keep = new Set<string>();
  readonly #unread = new Set<string>();
  readonly #faqOwner = new Map<string, string>();
  #batch: { item: ReadyItem; line: ReportLine; isNew: boolean }[] = [];
  #texts = 0;
  #pending: Promise<void> = Promise.resolve();
  #wrote = false;

  constructor(options: IngestOptions, base: Base, report: IngestReport) {
    this.#options = options;
    this.#base = base;
    this.#report = report;
  }

  async source(source: SourceRecord): Promise<void> {
    const known = (await this.#options.store.content.sources()).find((other) => other.id === source.id);
    const same = known?.name === source.name && known.location === source.location;
    if (!same) await this.#apply([{ type: 'put_source', source }]);
  }

  async take(prepared: Prepared): Promise<void> {
    if (prepared.type === 'failed') {
      this.#unread.add(prepared.path);
      this.#report.failed.push(failedLine(prepared));
    } else if (prepared.type === 'unchanged') await this.#unchanged(prepared.item, prepared.path, prepared.publish);
    else if (prepared.type === 'same_text') await this.#sameText(prepared);
    else if (prepared.type === 'faq') await this.#faqList(prepared);
    else {
      const { bundle, path, textHash, warnings } = prepared;
      const { id, title } = bundle.document;
      const existing = this.#base.byId.get(id);
      if (existing?.staffOwned) return this.#owned(existing, prepared);
      this.#base.byText.set(textHash, { id, key: path, title });
      await this.#add({ kind: 'document', bundle }, { file: path, title, ...(warnings.length > 0 && { warnings }) });
    }
  }

  /** Writes what is left. When the run was stopped, what is not yet embedded is left for the next run. */
  async finish(): Promise<void> {
    await this.#pending;
    if (!this.#options.signal?.aborted) await this.#flush(this.#batch);
    this.#batch = [];
  }

  /**
   * Deletes items of the source that this run did not meet again; those of a file that could not be read stay, and so do those of the
   * staff. An empty folder deletes nothing: more likely it is not mounted than meant.
   */
  async prune(filesFound: number): Promise<void> {
    if (filesFound === 0) {
      this.#report.notes.push('文件夹是空的，没有删除任何内容；请确认文件夹路径和挂载是否正常');
      return;
    }
    const wasRead = (file: string) => ![...this.#unread].some((unread) => file === unread || file.startsWith(`${unread}/`));
    for (const item of this.#base.byId.values()) {
      const file = item.kind === 'faq' ? item.canonicalKey.slice(0, item.canonicalKey.lastIndexOf('#')) : item.canonicalKey;
      if (this.#keep.has(item.id) || !wasRead(file)) continue;
      if (item.staffOwned) {
        this.#keepOwned(item, file);
        continue;
      }
      await this.#apply(deleteChanges(item.id, item.title, ingestAuthor, this.#now()));
      this.#report.deleted.push({ file, title: item.title });
    }
  }

  /**
   * Merges indexes and drops vectors without a text after a run that wrote something, or where an earlier one was killed before it
   * could. Correct results do not need it.
   */
  async tidy(): Promise<void> {
    if (this.#options.dryRun) return;
    try {
      if (this.#wrote || (await this.#options.store.needsMaintenance())) await this.#options.store.maintain();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#report.notes.push(`资料已全部写入，但索引整理没有完成（${error.message}），下次导入时会再整理`);
    }
  }

  /** New words of a document that staff have taken over wait at the desk. */
  async #owned(item: ItemSummary, prepared: PreparedDocument): Promise<void> {
    this.#keep.add(item.id);
    const line = { file: prepared.path, title: item.title };
    const owned = await ownedDocument(this.#options.store, item, prepared, this.#now());
    if ('changes' in owned) await this.#apply(owned.changes);
    this.#report.kept.push({ ...line, reason: 'kept' in owned ? owned.kept : '文件有了新内容，已送审，等人审核' });
  }

  /** What was approved at the desk is the staff's: its file neither changes nor deletes it. */
  #keepOwned(item: ItemSummary, path: string): void {
    this.#keep.add(item.id);
    this.#report.kept.push({ file: path, title: item.title, reason: '已由工作人员接管，未改动' });
  }

  async #unchanged(item: ItemSummary, path: string, publish: boolean): Promise<void> {
    this.#keep.add(item.id);
    const line = { file: path, title: item.title };
    if (!publish || !['draft', 'submitted'].includes(item.reviewState)) {
      this.#report.unchanged.push(line);
      return;
    }
    await this.#apply(publishChanges(item.id, item.title, item.fingerprint, this.#options.publishAs!, this.#now()));
    this.#report.published.push(line);
  }

  async #sameText({ documentId, path, title, known }: Extract<Prepared, { type: 'same_text' }>): Promise<void> {
    this.#keep.add(documentId);
    if (known) {
      this.#report.unchanged.push({ file: path, title });
      return;
    }
    // The document itself may still wait in the batch: an alias needs it in the base.
    await this.#pending;
    await this.#flush(this.#batch);
    this.#batch = [];
    this.#texts = 0;
    await this.#apply(aliasChanges(documentId, path, ingestAuthor, this.#now()));
    this.#report.aliases.push({ file: path, title });
  }

  async #faqList({ path, bundles, errors, columns, publish }: Extract<Prepared, { type: 'faq' }>): Promise<void> {
    this.#report.faqLists.push({ file: path, columns, entries: bundles.length });
    for (const { row, column, message } of errors) {
      this.#report.failed.push({
        file: path,
        title: `第 ${row} 行，${column}`,
        code: 'faq_row',
        reason: `第 ${row} 行“${column}”：${message}`,
      });
    }
    for (const bundle of bundles) {
      const { id, question } = bundle.entry;
      const owner = this.#faqOwner.get(id);
      if (owner !== undefined) {
        this.#report.failed.push({
          file: path,
          title: question,
          code: 'faq_duplicate',
          reason: `问题与 ${owner} 中的重复：${question}`,
        });
        continue;
      }
      this.#faqOwner.set(id, path);
      const existing = this.#base.byId.get(id);
      if (existing?.staffOwned) this.#keepOwned(existing, path);
      else if (existing?.fingerprint === bundle.fingerprint) await this.#unchanged(existing, path, publish);
      else await this.#add({ kind: 'faq', bundle }, { file: path, title: question });
    }
  }

  async #add(item: ReadyItem, line: ReportLine): Promise<void> {
    this.#keep.add(idOf(item));
    this.#batch.push({ item, line, isNew: !this.#base.byId.has(idOf(item)) });
    this.#texts += item.bundle.version.chunks.length;
    if (this.#texts < batchTexts) return;
    await this.#pending;
    const batch = this.#batch;
    this.#batch = [];
    this.#texts = 0;
    this.#pending = this.#flush(batch);
    // A failure is thrown where the batch is awaited; it must not count as unhandled until then.
    this.#pending.catch(() => {});
  }

  async #flush(batch: { item: ReadyItem; line: ReportLine; isNew: boolean }[]): Promise<void> {
    if (batch.length === 0) return;
    const { store, embedder, dryRun, signal } = this.#options;
    const chunks = batch.flatMap(({ item }) => item.bundle.version.chunks);
    const vectors = dryRun ? new Map() : await embedMissing(store, embedder, chunks);
    for (const { item, line, isNew } of batch) {
      if (signal?.aborted) return;
      const action = isNew ? 'ingest.create' : 'ingest.update';
      await this.#apply(changesOf(item, embedder.id, vectors, action, this.#now()));
      const reported = { ...line, title: titleOf(item) };
      (isNew ? this.#report.created : this.#report.updated).push(reported);
      if (this.#isPublished(item)) this.#report.published.push(reported);
    }
  }

  /** What staff withdrew stays withdrawn, whatever comes in. */
  #isPublished(item: ReadyItem): boolean {
    const before = this.#base.byId.get(idOf(item))?.reviewState;
    return item.bundle.governance.reviewState === 'published' && before !== 'withdrawn';
  }

  async #apply(changes: Parameters<IngestOptions['store']['apply']>[0]): Promise<void> {
    if (this.#options.dryRun) return;
    await this.#options.store.apply(changes);
    this.#wrote = true;
  }

  #now(): string {
    return this.#options.clock.now().toISOString();
  }
}

function failedLine({ path, reason, code, detail }: Extract<Prepared, { type: 'failed' }>): ReportLine {
  return { file: path, title: '', reason, code, detail };
}
