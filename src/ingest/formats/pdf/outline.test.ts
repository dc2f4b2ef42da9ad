import { describe, expect, it } from 'vitest';
import type { FlowBlock } from './flow.ts';
import { applyBookmarks, type Bookmark } from './outline.ts';
import { bookmarkWarnings } from './warnings.ts';

const paragraph = (text: string, page: number): FlowBlock => ({ type: 'paragraph', text, page, size: 16 });
const bookmark = (title: string, level: number, page: number | null): Bookmark => ({ title, level, page });

const blocks = [
  paragraph('三、公共服务', 1),
  paragraph('（一）助餐服务。', 1),
  paragraph('各区应当按照服务半径设置助餐点。', 1),
  paragraph('（二）助浴服务。由专业机构上门提供。', 2),
  paragraph('附件3', 3),
  paragraph('社区食堂运营补贴发放工作流程和材料清单', 3),
];
const headings = (bookmarks: Bookmark[]) =>
  applyBookmarks(blocks, bookmarks).blocks.flatMap((block) => (block.type === 'heading' ? [`${block.level} ${block.text}`] : []));

describe('bookmarks', () => {
  it('make headings of the paragraphs that they name, in the words of the text', () => {
    expect(headings([bookmark('三、公共服务', 1, 1), bookmark('（一）助餐服务', 2, 1)])).toEqual([
      '1 三、公共服务',
      '2 （一）助餐服务。',
    ]);
    expect(headings([bookmark('三、公共服务：助餐、助浴', 1, 1)])).toEqual(['1 三、公共服务']);
    expect(headings([bookmark('（一）助餐服务 ★ p1', 2, null)])).toEqual(['2 （一）助餐服务。']);
    expect(headings([bookmark('3.社区食堂运营补贴发放工作流程', 2, 3)])).toEqual([
      '2 附件3 社区食堂运营补贴发放工作流程和材料清单',
    ]);
  });

  it('that stand on another page name nothing', () => {
    expect(headings([bookmark('三、公共服务', 1, 3)])).toEqual([]);
  });

  it('without a place in the text are named in a warning; a heading that its paragraph goes on behind has one', () => {
    const { unmatched } = applyBookmarks(blocks, [bookmark('（二）助浴服务', 2, 2), bookmark('整理：某网站', 1, 1)]);
    expect(bookmarkWarnings(unmatched)).toEqual([
      { code: 'bookmark_unmatched', message: '书签在正文中没有对应的标题：“整理：某网站”' },
    ]);
    expect(bookmarkWarnings([])).toEqual([]);
  });
});
