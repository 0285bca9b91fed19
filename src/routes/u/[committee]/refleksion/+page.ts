import type { PageLoad } from './$types';
import { yearDocument } from '#lib/documents/kinds.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { againId } from '#lib/reflections/again/rules.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { YEARS } from '../more-years.svelte.ts';
import { yearsHeld } from '../years-held.ts';
import { roundsHere } from './rounds.ts';

/** Every year that has a document, latest first. */
export const load: PageLoad = async ({ parent, depends }) => {
	depends('medspil:rounds', YEARS);
	const { device, id } = await parent();
	const held = await yearsHeld(device, id);
	const years = await Promise.all(
		held
			.sort((a, b) => b - a)
			.map(async (year) => ({
				year,
				reflections: new Reflections(await device.open(id, yearDocument(year))),
			})),
	);

	// A round is needed until its picture is shown. One whose reflection cannot be read is left alone.
	const all = years.map(({ reflections }) => reflections.all());
	const open = all.flatMap(({ records }) => records).filter(({ tally, closedOn }) => !tally && !closedOn);
	const needed = new Set([
		...open.map((reflection) => reflection.id),
		// What is answered once more is needed until it is shown.
		...all
			.flatMap(({ records }) => records)
			.filter(({ again, tallyAgain, closedOn }) => again && !tallyAgain && !closedOn)
			.map((reflection) => againId(reflection.id)),
		...all.flatMap(({ broken }) => broken),
	]);
	if (!device.trouble)
		await roundsHere()
			.discardUnless(id, (reflection) => needed.has(reflection))
			.catch(() => undefined);

	/** How many have handed in, where a round was interrupted. */
	const handedIn = new Map<string, number>();
	for (const { id: reflection, pack } of open) {
		const { answered } = await roundsHere().state({ committee: id, reflection, statements: pack.statements });
		if (answered > 0) handedIn.set(reflection, answered);
	}

	return { years, handedIn, where: m.title };
};
