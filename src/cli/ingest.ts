import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { InvalidInputError, NotFoundError, WenceError } from '../domain/errors.ts';
import type { IngestReport } from '../ingest/report.ts';
import type { Wence } from '../wire.ts';
import { withWence } from './base.ts';
import { type Arguments, type Command, UsageError } from './command.ts';
import type { Output } from './output.ts';
import { userPath } from './paths.ts';

export const ingest: Command = {
  name: 'ingest',
  summary: '导入一个文件夹的资料，更新知识库',
  positionals: ['FOLDER'],
  options: {
    source: { type: 'string', value: 'ID', help: '来源编号；文件夹里有 manifest.json 时以它为准，默认为文件夹名' },
    prune: { type: 'boolean', help: '删除这个来源中文件夹里已经没有的内容' },
    'dry-run': { type: 'boolean', help: '只读不写，看看会有什么变化' },
    'publish-as': { type: 'string', value: 'NAME', help: '直接发布，以此人名义记入审计；默认进来的都是草稿' },
    watch: { type: 'boolean', help: '导入后继续守候，文件夹有变化就再导入，直到按 Ctrl-C' },
    report: {
      type: 'string',
      value: 'FOLDER',
      help: '把读取质量报告（index.html 和 report.json）写到这个文件夹，最需要核对的排在最前',
    },
  },
  notes: [
    '支持 PDF、OFD、DOCX、DOC、WPS、RTF、XLSX、XLS、HTML、MHT、CSV（TSV）、MD、TXT、PNG、JPEG，以及装着它们的 ZIP，按内容识别格式；扫描页和图片自动识别文字。问答表（XLSX、XLS、CSV）成为常见问题。',
    '重复运行只处理有变化的文件，中途停止后再运行会接着做；一个文件读不出不影响其他文件，但退出码为 1。',
  ],
  examples: [
    ['wence ingest ./资料 --dry-run', '先看看会有什么变化'],
    ['wence ingest ./资料 --source 市人社局 --publish-as 张三', '导入并直接发布'],
    ['wence ingest corpus --prune --json', '同步文件夹，删除已移走的，输出 JSON'],
    ['wence ingest ./资料 --report ./质量报告', '导入，并写出读取质量报告'],
    ['wence ingest ./资料 --prune --watch', '守候文件夹，随时同步'],
  ],
  async run(given, { config, output, signal }) {
    const root = userPath(given.positionals[0]!);
    const found = statSync(root, { throwIfNoEntry: false });
    if (!found) throw new NotFoundError(`没有这个文件夹：${root}`);
    if (!found.isDirectory()) throw new InvalidInputError(`不是文件夹：${root}`);
    const publishAs = given.text('publish-as');
    if (publishAs !== undefined && publishAs.trim() === '') throw new UsageError('--publish-as 需要写明姓名');
    if (given.flag('watch') && given.flag('dry-run')) throw new UsageError('--watch 和 --dry-run 不能同时使用');
    return withWence(
      config,
      async (wence) => {
        const once = () => ingestOnce(root, given, wence, config, output, signal);
        if (!given.flag('watch')) return (await once()).failed.length > 0 ? 1 : 0;
        const { watchFolder } = await import('../ingest/watch.ts');
        output.line(`守候 ${root}，按 Ctrl-C 结束`);
        await watchFolder(root, signal, async () => {
          try {
            await once();
          } catch (error) {
            // A manifest that is being edited, a base that is busy: said, and tried again with the next change.
            if (!(error instanceof WenceError)) throw error;
            output.line(`这次导入没有完成：${error.message}`);
          }
        });
        return 0;
      },
      true,
    );
  },
};

async function ingestOnce(
  root: string,
  given: Arguments,
  { store, embedder, clock }: Wence,
  config: Config,
  output: Output,
  signal: AbortSignal,
): Promise<IngestReport> {
  const { ingestFolder } = await import('../ingest/pipeline.ts');
  const { renderReport } = await import('../ingest/report.ts');
  const { QualityReporter } = await import('../ingest/quality-report/reporter.ts');
  const { createReader } = await import('../ingest/reading/pool.ts');
  const reader = createReader({
    processes: config.WENCE_READERS,
    silenceSeconds: config.WENCE_READ_SECONDS,
    memoryMegabytes: config.WENCE_READ_MEGABYTES,
  });
  const progress = output.progress('导入');
  const sourceId = given.text('source');
  const reportFolder = given.text('report');
  const reporter = reportFolder === undefined ? null : new QualityReporter(userPath(reportFolder));
  try {
    const report = await ingestFolder({
      root,
      store,
      embedder,
      clock,
      reader,
      prune: given.flag('prune'),
      dryRun: given.flag('dry-run'),
      publishAs: given.text('publish-as')?.trim() ?? null,
      onProgress: (done, total, label) => progress.update(done, total, label),
      signal,
      ...(reporter && { onReading: (read) => reporter.take(read) }),
      ...(sourceId === undefined ? {} : { sourceId }),
    });
    progress.end();
    output.result(report);
    output.line(renderReport(report));
    if (reporter) {
      const entries = await reporter.finish(report.sourceId, clock.now().toISOString());
      const doubtful = entries.filter((entry) => entry.doubt > 0).length;
      output.line(
        `读取质量报告：${join(userPath(reportFolder!), 'index.html')}（${entries.length} 个文件，${doubtful} 个需要核对）`,
      );
    }
    return report;
  } finally {
    progress.end();
    await reader.close();
  }
}
