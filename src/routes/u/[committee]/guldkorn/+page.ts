import type { PageLoad } from './$types';
import { yearDocument } from '#lib/documents/kinds.ts';
import { m } from '#lib/messages/da/results.ts';
import { Takeaways } from '#lib/reflections/results/takeaways/document.ts';
import { yearsHeld } from '../years-held.ts';

/** Every year that has a document, latest first. */
export const load: PageLoad = async ({ parent }) => {
	const { device, id } = await parent();
	const held = await yearsHeld(device, id);
	const gathered = await Promise.all(
		held
			.sort((a, b) => b - a)
			.map(async (year) => ({
				year,
				takeaways: new Takeaways(await device.open(id, yearDocument(year))),
			})),
	);
	return { gathered, where: m.takeaways.title };
};
