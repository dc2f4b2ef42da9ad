import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Api } from '../../shared/api.ts';
import type { Turn } from '../../shared/turn.ts';
import type { Channel, SearchHit } from '../../shared/types.ts';
import type { Report, ReportAbout } from '../desk-report/desk-report.ts';

/** A report that can still be taken back from the message about it. */
export interface Sent {
  reportId: string;
  words: string;
}

interface ReportHost extends ReactiveControllerHost {
  readonly api: Api;
  readonly channel: Channel;
}

/** How long the way back is offered, in milliseconds. */
const undoMs = 12_000;

/** Reporting of gaps and errors, with a way back for a while. */
export class DeskReports implements ReactiveController {
  /** The message at the foot of the page. */
  said: (Partial<Sent> & { words: string }) | null = null;
  private readonly host: ReportHost;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReportHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.timer);
  }

  /** Rejects with the API's message. */
  async send({ kind, question, words, item, answerId }: Report): Promise<void> {
    const { channel, api } = this.host;
    const { reportId, reports } = await api.reportGap({
      kind,
      question,
      words,
      channel,
      answerId,
      itemId: kind === 'error' ? (item?.id ?? null) : null,
      clauseId: kind === 'error' ? (item?.clauseId ?? null) : null,
    });
    const others = reports > 1 ? `，连您共报过 ${reports} 次` : '';
    this.say({ reportId, words: `${kind === 'gap' ? '缺口' : '错误'}已上报${others}。处理结果会列在“变化”里。` });
  }

  async undo(): Promise<void> {
    const reportId = this.said?.reportId;
    if (!reportId) return;
    try {
      await this.host.api.takeBackReport(reportId);
      this.say({ words: '已撤回这次上报。' });
    } catch (error) {
      this.say({ words: error instanceof Error ? error.message : '没能撤回，请重试。' });
    }
  }

  say(said: DeskReports['said']) {
    clearTimeout(this.timer);
    this.said = said;
    this.timer = setTimeout(() => {
      this.said = null;
      this.host.requestUpdate();
    }, undoMs);
    this.host.requestUpdate();
  }
}

/** What a report is about: the open text, else the first that the open answer cites. Null for an error of nothing. */
export function aboutOf(kind: 'gap' | 'error', question: string, hit: SearchHit | null, turn: Turn | null): ReportAbout | null {
  const answered = turn?.response ?? null;
  const cited = answered?.citations[0];
  const item = hit
    ? { id: hit.id, title: hit.title, clauseId: hit.clauseId }
    : cited
      ? { id: cited.documentId, title: cited.title, clauseId: cited.clauseId }
      : null;
  return kind === 'error' && !item ? null : { kind, item, question, answerId: answered?.id ?? null };
}
