import { css, html, LitElement } from 'lit';
import { base, tokens } from '../../shared/theme.ts';
import type { AskResponse, SearchHit } from '../../shared/types.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { EntryContent } from '../admin-entries/entry-types.ts';
import '../answer/answer.ts';
import '../desk-detail/desk-detail.ts';
import '../admin/parts/dialog.ts';

/** How the entry will look: in the citizen's chat and on the agent's desk, with the elements that those pages use. Fires `close`. */
export class EntryPreviewElement extends LitElement {
  static override properties = { content: { attribute: false }, unit: {} };
  declare content: EntryContent;
  declare unit: string;

  constructor() {
    super();
    this.unit = '';
  }

  override render() {
    const { content } = this;
    const open = content.audiences.includes('public');
    return html`<wence-dialog wide heading="预览" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <div class="sides">
        <section>
          <h3>市民看到的</h3>
          ${
            open
              ? html`<p class="asked">${content.question || '（还没有写问题）'}</p>
                  <wence-answer .question=${content.question} .response=${asAnswer(content)} .sentences=${asAnswer(content).sentences}
                    .citations=${asAnswer(content).citations}></wence-answer>`
              : html`<p class="note warn">只给工作人员看，市民查不到这条问答。</p>`
          }
        </section>
        <section>
          <h3>坐席看到的</h3>
          <wence-desk-detail .hit=${asHit(content, this.unit)} .query=${content.question}></wence-desk-detail>
        </section>
      </div>
    </wence-dialog>`;
  }

  static override styles = [
    tokens,
    base,
    partStyles,
    css`
      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 20px;
      }
      h3 {
        margin-bottom: 8px;
        color: var(--w-ink-soft);
        font-size: var(--w-small);
      }
      .asked {
        width: fit-content;
        max-width: 90%;
        margin: 0 0 10px auto;
        padding: 8px 14px;
        border-radius: 12px;
        background: var(--w-primary);
        color: #fff;
      }
      section {
        min-width: 0;
      }
      @media (max-width: 760px) {
        .sides {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
}
customElements.define('wence-admin-entry-preview', EntryPreviewElement);

const basisOf = ({ basis, legalBasis }: EntryContent) => [...basis.map(({ label }) => label), ...legalBasis.filter(Boolean)];

function asAnswer(content: EntryContent): AskResponse {
  const { question, answer, serviceLink } = content;
  const title = question || '（还没有写问题）';
  return {
    id: 'preview',
    conversationId: 'preview',
    status: 'answered_faq',
    answer,
    sentences: [{ kind: 'faq', text: answer || '（还没有写答案）', citations: [1] }],
    citations: [
      {
        n: 1,
        kind: 'faq',
        documentId: 'preview',
        title,
        documentNumber: null,
        issuer: null,
        validity: 'in_force',
        validityNote: '',
        clause: null,
        clauseId: null,
        versionId: 'preview',
        page: null,
        quote: answer,
        url: null,
      },
    ],
    related: [],
    serviceLinks: serviceLink?.url ? [serviceLink] : [],
    notice: '本答复为人工审核的常见问题解答。',
  } as AskResponse;
}

function asHit(content: EntryContent, unit: string): SearchHit {
  const legalBasis = basisOf(content);
  return {
    kind: 'faq',
    id: 'preview',
    title: content.question || '（还没有写问题）',
    titleMarks: [],
    snippet: content.answer,
    snippetMarks: [],
    missing: [],
    clauseId: null,
    clause: null,
    page: null,
    document: null,
    faq: {
      id: 'preview',
      question: content.question,
      answer: content.answer || '（还没有写答案）',
      conditions: content.conditions,
      materials: content.materials,
      steps: content.steps,
      contact: content.contact,
      unit: unit || null,
      region: content.region,
      tags: content.tags,
      legalBasis,
      basis: [],
      serviceLink: content.serviceLink?.url ? content.serviceLink : null,
      desk: {
        script: content.script,
        internalNote: content.internalNote,
        unit: unit || null,
        legalBasis,
        unitContact: null,
        version: null,
        reviewedOn: null,
        visibleUntil: content.visibleUntil,
      },
    },
    ...(content.audiences.includes('public') ? {} : { deskOnly: true as const }),
  } as unknown as SearchHit;
}
