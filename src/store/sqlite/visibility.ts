import type { Viewer } from '../../domain/access.ts';

/**
 * The one definition of what a viewer may see; every reader that takes a Viewer puts it into its query. It expects the table
 * `items` under the alias `i` and the parameters of `viewerParameters`.
 * Published, not withdrawn by staff, within its dates (both days included), and meant for one of the viewer's audiences.
 * No audiences, or none that is known, sees nothing.
 */
export const visible = `(
  i.review_state = 'published' AND i.withdrawn_at IS NULL
  AND (i.visible_from IS NULL OR i.visible_from <= @today)
  AND (i.visible_until IS NULL OR i.visible_until >= @today)
  AND EXISTS (
    SELECT 1 FROM item_audiences a
    WHERE a.item_key = i.key AND a.audience IN (SELECT value FROM json_each(@audiences))
  )
)`;

export interface ViewerParameters {
  audiences: string;
  today: string;
}

export function viewerParameters(viewer: Viewer): ViewerParameters {
  return { audiences: JSON.stringify(viewer.audiences), today: viewer.today };
}

/** 口径 and internal notes are for desks; whoever reads with public eyes only gets none. */
export const seesDeskFields = (viewer: Viewer) => viewer.audiences.some((audience) => audience !== 'public');
