import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** [LE6] Who comes to the focuses comes to the one that lies on the table. */
export const load: PageLoad = async ({ parent, untrack, url }) => {
	const asked = untrack(() => url.searchParams.get('udsagn'));
	const { base, reflection } = await parent();
	const { onTable, phase } = reflection.current;
	if (asked === null && onTable && phase === 'focus')
		redirect(307, `${base}/fokus?udsagn=${encodeURIComponent(onTable)}`);
};
