import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { LatestRequest } from '../../../shared/latest-request.ts';
import type { StaffApi } from '../../../shared/staff-api.ts';
import { pager } from './page-parts.ts';

/** A page of /admin, or what stands in for one. */
export interface ListHost extends ReactiveControllerHost {
  readonly api: StaffApi;
  /** Says what went wrong. */
  failed(error: unknown): void;
}

interface Options<Filter> {
  /** "v1/staff/…"; a function where it depends on what is shown. */
  path: string | (() => string);
  /** What the list is narrowed by at first. */
  noFilter: Filter;
  /** Lines at once. */
  pageSize?: number;
}

/**
 * A list of the staff's API that is read page by page and narrowed by a filter: what is asked, what was found, and turning the pages. A
 * late answer to an older question never takes the place of a newer one.
 */
export class PagedList<Filter extends Record<keyof Filter, string | boolean>, Found extends { total: number }>
  implements ReactiveController
{
  filter: Filter;
  /** Null until something was read. */
  found: Found | null = null;
  private offset = 0;
  private readonly host: ListHost;
  private readonly options: Required<Options<Filter>>;
  private readonly request = new LatestRequest();

  constructor(host: ListHost, options: Options<Filter>) {
    this.host = host;
    this.options = { pageSize: 50, ...options };
    this.filter = options.noFilter;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.request.stop();
  }

  /** What the API is asked, without the page; a box that is not ticked asks nothing. */
  get query(): Record<string, string> {
    const values = Object.entries<string | boolean>(this.filter);
    return Object.fromEntries(values.map(([name, value]) => [name, value === false ? '' : String(value).trim()]));
  }

  /** Reads what is shown now anew. */
  async load(): Promise<void> {
    const { path, pageSize } = this.options;
    const asked = { ...this.query, limit: pageSize, offset: this.offset };
    try {
      const found = await this.request.run((signal) =>
        this.host.api.get<Found>(typeof path === 'string' ? path : path(), asked, signal),
      );
      if (found) this.found = found;
    } catch (error) {
      this.host.failed(error);
    }
    this.host.requestUpdate();
  }

  /** Another filter, from its first page; `wait` milliseconds later where somebody types. */
  narrow(part: Partial<Filter>, wait = 0): void {
    this.filter = { ...this.filter, ...part };
    this.offset = 0;
    this.host.requestUpdate();
    this.request.after(wait, () => this.load());
  }

  /** Takes every condition back. */
  widen(): void {
    this.narrow(this.options.noFilter);
  }

  /** Does the filter leave anything out? An order (`besides`) leaves nothing out. */
  isNarrowed(...besides: (keyof Filter)[]): boolean {
    const { noFilter } = this.options;
    return (Object.keys(noFilter) as (keyof Filter)[]).some(
      (name) => !besides.includes(name) && this.filter[name] !== noFilter[name],
    );
  }

  /** Below the list. */
  renderPager(): TemplateResult {
    return pager({
      total: this.found?.total ?? 0,
      offset: this.offset,
      limit: this.options.pageSize,
      turn: (offset) => {
        this.offset = offset;
        void this.load();
      },
    });
  }
}
