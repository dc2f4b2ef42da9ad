import type { ReactiveController } from 'lit';
import type { Unit } from '../../../shared/staff-types.ts';
import type { AdminPage } from '../page.ts';
import type { FilterOption } from './filters.ts';

/** The units, to name them and to choose one: read when the page opens; none for whoever may not read them. */
export class UnitList implements ReactiveController {
  all: Unit[] = [];
  private readonly host: AdminPage;

  constructor(host: AdminPage) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.host.may('unit.read')) void this.load();
  }

  private async load() {
    try {
      this.all = (await this.host.api.get<{ units: Unit[] }>('v1/staff/units')).units;
      this.host.requestUpdate();
    } catch (error) {
      this.host.failed(error);
    }
  }

  /** Undefined for no unit, and for one that is not known here. */
  name(id: string | null): string | undefined {
    return this.all.find((unit) => unit.id === id)?.name;
  }

  /** For a filter. */
  get options(): FilterOption[] {
    return this.all.map(({ id, name }) => [id, name]);
  }
}
