import type { PageLoad } from './$types';
import { m } from '#lib/messages/da/overview.ts';
import { today, yearOf } from '#lib/time.ts';
import { planToOpen, yearsBefore } from '#lib/year-plan/rules.ts';
import { introduce } from './introduce.ts';
import { YEARS } from './more-years.svelte.ts';
import { openYear, OtherYears } from './plan/other-years.svelte.ts';
import { yearsWritten } from './plan/years.ts';
import { yearsHeld } from './years-held.ts';

/** Opens the plan that matters now, and what a reflection may be under way in: this year and the next. */
export const load: PageLoad = async ({ parent, depends }) => {
	depends(YEARS);
	const { device, id, committee } = await parent();
	introduce(device, id, committee.shared);
	const day = today(device.clock);
	const written = await yearsWritten(device, id);
	const year = planToOpen(written, day);
	const held = await yearsHeld(device, id);
	// Also where nothing is written yet: another tablet may begin a reflection there while this page is shown.
	const near = held.filter((each) => each === yearOf(day) || each === yearOf(day) + 1);
	const [open, { awayFor, newsIn }] = await Promise.all([
		Promise.all([...new Set([year, ...near])].map((each) => openYear(device, id, each))),
		import('./together/news.ts'),
	]);
	const away = awayFor(device, id);
	await away.started;
	return {
		away,
		newsIn,
		/** Whose documents are here. That of the plan is, from now on. */
		held: [...held, year],
		year,
		open,
		others: new OtherYears(
			device,
			id,
			yearsBefore(written, year).filter((each) => !near.includes(each)),
		),
		where: m.title,
	};
};
