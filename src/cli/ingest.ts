import { statSync } from 'node:fs';
import { InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { withWence } from './base.ts';
import { type Command, UsageError } from './command.ts';
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
  },
  notes: [
    '支持 PDF、DOCX、XLSX、RTF、HTML、MHT、CSV（TSV）、MD、TXT、PNG、JPEG，按内容识别格式；扫描页和图片自动识别文字。问答表（XLSX、CSV）成为常见问题。',
    '重复运行只处理有变化的文件；一个文件读不出不影响其他文件，但退出码为 1。',
  ],
  examples: [
    ['wence ingest ./资料 --dry-run', '先看看会有什么变化'],
    ['wence ingest ./资料 --source 市人社局 --publish-as 张三', '导入并直接发布'],
    ['wence ingest corpus --prune --json', '同步文件夹，删除已移走的，输出 JSON'],
  ],
  async run(given, { config, output, signal }) {
    const root = userPath(given.positionals[0]!);
    const found = statSync(root, { throwIfNoEntry: false });
    if (!found) throw new NotFoundError(`没有这个文件夹：${root}`);
    if (!found.isDirectory()) throw new InvalidInputError(`不是文件夹：${root}`);
    const publishAs = given.text('publish-as');
    if (publishAs !== undefined && publishAs.trim() === '') throw new UsageError('--publish-as 需要写明姓名');
    const sourceId = given.text('source');
    return withWence(
      config,
      async ({ store, embedder, clock }) => {
        const { ingestFolder } = await import('../ingest/pipeline.ts');
        const { renderReport } = await import('../ingest/report.ts');
        const progress = output.progress('导入');
        const report = await ingestFolder({
          root,
          store,
          embedder,
          clock,
          prune: given.flag('prune'),
          dryRun: given.flag('dry-run'),
          publishAs: publishAs?.trim() ?? null,
          onProgress: (done, total, label) => progress.update(done, total, label),
          signal,
          ...(sourceId === undefined ? {} : { sourceId }),
        }).finally(() => progress.end());
        output.result(report);
        output.line(renderReport(report));
        return report.failed.length > 0 ? 1 : 0;
      },
      true,
    );
  },
};
