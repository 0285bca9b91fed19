import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** [LE6] Who comes to the focuses comes to the one that lies on the table. A wall shows it anyhow. */
export const load: PageLoad = async ({ parent, untrack, url }) => {
	const asked = untrack(() => url.searchParams.get('udsagn'));
	const { base, reflection, wall } = await parent();
	const { onTable, phase } = reflection.current;
	if (!wall && asked === null && onTable && phase === 'focus')
		redirect(307, `${base}/fokus?udsagn=${encodeURIComponent(onTable)}`);
};
