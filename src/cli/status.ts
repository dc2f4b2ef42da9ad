import { statSync } from 'node:fs';
import { reviewStates } from '../domain/access.ts';
import { requireBase, withStore } from './base.ts';
import type { Command } from './command.ts';

const stateNames = { draft: '草稿', submitted: '待审核', returned: '已退回', published: '已发布', withdrawn: '已撤下' };

export const status: Command = {
  name: 'status',
  summary: '查看库里有多少资料、处于什么状态',
  positionals: [],
  options: {},
  examples: [
    ['wence status', '查看默认数据目录'],
    ['wence status --data /srv/wence --json', '查看另一个数据目录，输出 JSON'],
  ],
  async run(_given, { config, output }) {
    const path = await requireBase(config);
    return withStore(config, async (store) => {
      const [counts, revision, sources, items] = await Promise.all([
        store.counts(),
        store.revision(),
        store.content.sources(),
        store.content.allItems({}),
      ]);
      const states = Object.fromEntries(
        reviewStates.map((state) => [state, items.filter((item) => item.reviewState === state).length]),
      );
      const bySource = sources.map((source) => ({
        ...source,
        items: items.filter((item) => item.sourceId === source.id).length,
      }));
      const bytes = statSync(path).size;
      output.result({ base: path, bytes, revision, counts, reviewStates: states, sources: bySource });
      output.line(`知识库 ${path}（${(bytes / 1024 / 1024).toFixed(1)} MB，修订号 ${revision}）`);
      const documents = items.filter((item) => item.kind === 'document').length;
      output.line(`文件 ${documents} 份，常见问题 ${items.length - documents} 条`);
      output.line(reviewStates.map((state) => `${stateNames[state]} ${states[state]}`).join('，'));
      for (const source of bySource) output.line(`来源 ${source.id}（${source.name}）：${source.items} 项，${source.location}`);
      output.line(
        Object.entries(counts)
          .map(([name, count]) => `${name} ${count}`)
          .join('，'),
      );
      return undefined;
    });
  },
};
