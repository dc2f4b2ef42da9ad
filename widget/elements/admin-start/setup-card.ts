import { html, nothing, type TemplateResult } from 'lit';
import { addressOf } from '../admin/page.ts';
import type { Administration } from './overview-types.ts';

interface Step {
  done: boolean;
  title: string;
  /** Where it is done; null: not on these pages. */
  page: string | null;
  /** How it stands, or why it is needed. */
  words: string;
}

/** What an administrator sees to, in the order in which it is needed. */
export function setupSteps(state: Administration): Step[] {
  const { units, editors, reviewers, unused, administratorsWithoutTotp, holidays, settings, documents, entries } = state;
  return [
    {
      done: units > 0,
      title: '建立单位',
      page: 'units',
      words: units > 0 ? `${units} 个` : '问答和文件归单位负责，坐席才知道转给谁。',
    },
    {
      done: editors > 0 && reviewers > 0,
      title: '建立账号',
      page: 'accounts',
      words:
        editors > 0 && reviewers > 0
          ? `编辑 ${editors} 人，审核员 ${reviewers} 人`
          : `至少一名编辑和一名审核员（现有 ${editors} 名、${reviewers} 名）：写的人不能审自己的。`,
    },
    {
      done: unused === 0,
      title: '一次性密码都已改过',
      page: 'accounts',
      words: unused === 0 ? '没有还没启用的账号' : `${unused} 个账号还没有用一次性密码登录。密码弄丢的，可以重置。`,
    },
    {
      done: administratorsWithoutTotp === 0,
      title: '管理员设置动态验证码',
      page: 'me',
      words: administratorsWithoutTotp === 0 ? '都已设置' : `${administratorsWithoutTotp} 名管理员还没有设置。`,
    },
    {
      done: holidays,
      title: '核对设置',
      page: 'settings',
      words: holidays ? `改过 ${settings} 项` : '法定节假日还没有填：工作日和答复期限会算错。',
    },
    {
      done: documents + entries > 0,
      title: '知识库里有内容',
      page: null,
      words:
        documents + entries > 0
          ? `已发布文件 ${documents} 份、问答 ${entries} 条`
          : '还没有已发布的内容。由编辑录入、审核员通过；成批的文件用 wence ingest 导入。',
    },
  ];
}

export function setupCard(state: Administration): TemplateResult {
  const steps = setupSteps(state);
  const open = steps.filter(({ done }) => !done).length;
  return html`<section class="card">
    <h2>${open > 0 ? `还有 ${open} 件事要安排` : '该安排的都已安排'}</h2>
    <ul class="lines">
      ${steps.map(
        ({ done, title, page, words }) => html`<li>
          ${page ? html`<a href=${addressOf(page)}>${title}</a>` : html`<span>${title}</span>`}
          <span class="badge ${done ? 'good' : 'warn'}">${done ? '已好' : '待办'}</span>
          <span class="more soft">${words}</span>
        </li>`,
      )}
    </ul>
    ${open === 0 ? html`<p class="soft">问答、文件由编辑和审核员处理，管理员不碰内容。</p>` : nothing}
  </section>`;
}
