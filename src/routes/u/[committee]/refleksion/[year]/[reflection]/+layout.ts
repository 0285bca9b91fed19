import { error, redirect } from '@sveltejs/kit';
import type { LayoutLoad } from './$types';
import { yearDocument } from '#lib/documents/kinds.ts';
import { Live } from '#lib/documents/live.svelte.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { Chips } from '#lib/reflections/meeting/chips/chips.svelte.ts';
import { Talk } from '#lib/reflections/meeting/chips/document.ts';
import { isReached, phaseOfPath, phaseSlugs, phasesOf } from '#lib/reflections/rules.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { yearsBefore } from '#lib/year-plan/rules.ts';
import { yearsWritten } from '../../../plan/years.ts';
import { yearsHeld } from '../../../years-held.ts';
import { settle } from '../../rounds.ts';
import { heldFor } from './held.ts';

/**
 * Opens the reflection of the address, with the year it plans for and the years before. One that is not on this device,
 * or was deleted, is a calm 404, unless the device cannot be read; a part that the group has not come to yet becomes the
 * part that it is in.
 */
export const load: LayoutLoad = async ({ params, parent, untrack, url }) => {
	const { device, id } = await parent();
	const year = Number(params.year);
	// An address that somebody mistyped must not make a document.
	if (!(await yearsHeld(device, id)).includes(year)) error(404);
	const shared = await device.open(id, yearDocument(year));
	const reflections = new Reflections(shared);
	const found = reflections.get(params.reflection);
	if (!found) error(device.isWhole(id, shared.name) ? 404 : 503);

	const base = `/u/${id}/refleksion/${year}/${found.id}`;
	/** [WA2] A wall shows where the group is, whatever part its address names. */
	const wall = url.searchParams.get('view') === 'wall';
	const viewed = untrack(() => phaseOfPath(url.pathname.slice(base.length + 1)));
	const isOpen = viewed && isReached(viewed, found.phase) && phasesOf(found.pack).includes(viewed);
	const held = heldFor(found.id);
	const isBehind = held.sentTo === viewed && viewed !== found.phase;
	held.sentTo = undefined;
	if (!wall && viewed && (!isOpen || isBehind)) {
		held.sentTo = found.phase;
		redirect(307, `${base}/${phaseSlugs[found.phase]}`);
	}

	const written = await yearsWritten(device, id);
	const near = yearsBefore(written, year);
	const previousPlans = await Promise.all(
		near.map(async (each) => {
			const before = await device.open(id, yearDocument(each));
			return { year: each, plan: new YearPlan(before), reflections: new Reflections(before) };
		}),
	);

	// A picture that is shown needs its sealed sum no more; a page that was killed in between left it behind.
	if (found.tally) void settle(device, { committee: id, reflection: found.id });

	held.loadedAt = found.phase;
	let latest = found;
	/** What it was last, when somebody has deleted it meanwhile: the layout says so. */
	const reflection = new Live(reflections.maps, () => (latest = reflections.get(found.id) ?? latest));
	held.clockwork.lay({
		reflections,
		reflection,
		chips: new Chips(new Talk(shared), reflection, reflections.maps),
		clock: device.clock,
		isLive: () => device.log(id)?.progress.isLive ?? false,
	});
	return {
		reflections,
		plan: new YearPlan(shared),
		reflection,
		/** The years before this one that have something written, latest first. */
		previousPlans,
		/** [PI10] The years before those, latest first: opened when somebody asks for them. */
		olderYears: written.filter((each) => each < year && !near.includes(each)).sort((a, b) => b - a),
		held,
		base,
		wall,
		where: m.titleOf({ year }),
	};
};
