import { expect, test, vi } from 'vitest';
import { committee, founded, joined, shareHouse, soon, year } from '#tests/device/tablets.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { OwnAnswers } from '#lib/reflections/answers/own-answers.svelte.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Mark } from '#lib/reflections/schema.ts';
import { OwnTablet } from './own-tablet.svelte.ts';

shareHouse();

// Machines have other things to do.
const slow = { timeout: 60_000 };
const people = ['Anna Ask', 'Bo Birk', 'Carl Ceder', 'Ditte Dild'].map((name, at) => ({
	id: `m${at}`,
	name,
}));
const noRow = () => Promise.resolve(undefined);

/** Four tablets at one reflection, each with one person, as their pages see it. */
async function four() {
	const mette = await founded();
	const others = await Promise.all(['Bos', 'Carls', 'Dittes'].map((name) => joined(mette, name)));
	const devices = [mette, ...others];
	const written = await Promise.all(devices.map((device) => device.open(committee, year)));
	const all = written.map((shared) => new Reflections(shared));
	const now = new Date('2027-01-14T14:00:00Z');
	const id = all[0]?.start({ year: 2027, pack: lmu, way: 'own', present: people }, '2027-01-14', now) ?? '';
	await vi.waitFor(() => expect(all.every((each) => each.get(id))).toBe(true), soon);
	const stops: (() => void)[] = [];
	const pages: OwnTablet[] = [];
	/** The page of a tablet is opened; what was in the one before is gone. */
	const open = (at: number) => {
		const [reflections, log] = [all[at], devices[at]?.log(committee)];
		if (!log || !reflections) throw new Error('no log');
		const reflection = {
			get current() {
				const found = reflections.get(id);
				if (!found) throw new Error('gone');
				return found;
			},
		};
		const reveal = (tally: Parameters<typeof reflections.reveal>[1]) => reflections.reveal(id, tally);
		const here = new OwnTablet({ reflections, reflection, log, of: id, reveal });
		stops.push(here.follow());
		pages[at]?.forget();
		pages[at] = here;
		return here;
	};
	for (const at of devices.keys()) open(at);
	// In a page this runs whenever what it looks at has changed.
	const timer = setInterval(() => pages.forEach((here) => here.goOn()?.()), 100);
	stops.push(() => clearInterval(timer));
	return { all, id, pages, open, stop: () => stops.forEach((stop) => stop()) };
}

/** Marks every statement with this pair, as `41`. */
function mark(here: OwnTablet, person: (typeof people)[number], pair: string) {
	const [importance, success] = [...pair].map(Number) as [Mark, Mark];
	here.sit([person]);
	const own = new OwnAnswers(lmu.statements);
	here.begin(own);
	for (const _ of lmu.statements) {
		own.mark('importance', importance);
		own.mark('success', success);
		own.next();
	}
	here.finish();
}

const pair = { importance: 4, success: 1 } as const;
const stages = (pages: OwnTablet[]) => pages.map(({ stage }) => stage);
const all = (stage: string) => people.map(() => stage);

test(
	'[OW3] an abandoned round is drawn anew without marking again, and [OW8] two tablets that show the sum at once write the same',
	slow,
	async () => {
		const { all: written, id, pages, stop } = await four();
		for (const [at, person] of people.entries()) {
			const here = pages[at];
			if (here) mark(here, person, at % 2 ? '42' : '13');
		}
		// [OW6] Nobody taps: when all are ready it is fixed.
		await vi.waitFor(() => expect(stages(pages)).toEqual(all('send')), { ...soon, timeout: 20_000 });
		expect(await pages[1]?.give(noRow)).toBe(true);
		expect(await pages[2]?.abandon()).toBe(true);
		await vi.waitFor(() => expect(stages(pages)).toEqual(all('send')), { ...soon, timeout: 20_000 });
		for (const here of pages) expect(await here.give(noRow)).toBe(true);
		await vi.waitFor(() => expect(stages(pages)).toEqual(all('done')), soon);
		await vi.waitFor(() => expect(pages.every(({ view }) => view.result)).toBe(true), soon);
		const [one, other] = pages;
		expect([one?.reveal(), other?.reveal()]).toEqual([true, true]);
		const tallies = written.slice(0, 2).map((each) => JSON.stringify(each.get(id)?.tally));
		expect(tallies[0]).toBe(tallies[1]);
		await vi.waitFor(
			() => expect(written.map((each) => JSON.stringify(each.get(id)?.tally))).toEqual(all(tallies[0] ?? '')),
			soon,
		);
		const counts = written[3]?.get(id)?.tally?.counts[lmu.statements[0]?.id ?? ''];
		expect([counts?.[2], counts?.[13]]).toEqual([2, 2]);
		stop();
	},
);

test(
	'[OW4] what several handed in at one tablet is given by the page that is opened after theirs, before and after it is fixed who is in',
	slow,
	async () => {
		const { all: written, id, pages, open, stop } = await four();
		const [first, second, , fourth] = pages;
		if (!first || !second || !fourth) throw new Error('too few');
		const [anna, bo, ...together] = people;
		const three = () => [first, second, pages[2]].flatMap((here) => here ?? []);
		pages[2]?.sit(together);
		pages[2]?.begin();
		pages[2]?.finish();
		await vi.waitFor(() => expect(pages[2]?.stage).toBe('ready'), { ...soon, timeout: 20_000 });

		const again = open(2);
		expect([again.stage, again.wasLeft]).toEqual(['who', true]);
		await again.resume(1);
		expect(again.stage).toBe('who');
		await again.resume(2);
		await vi.waitFor(() => expect(again.stage).toBe('ready'), { ...soon, timeout: 20_000 });

		if (anna) mark(first, anna, '41');
		if (bo) mark(second, bo, '41');
		await vi.waitFor(() => expect(stages(three())).toEqual(['send', 'send', 'send']), {
			...soon,
			timeout: 20_000,
		});
		const last = open(2);
		await vi.waitFor(() => expect(last.isKnown).toBe(true), soon);
		await last.resume(2);
		expect([last.stage, last.isSealed]).toEqual(['send', true]);
		const sealed = [1, 2].reduce(
			(sum) => withAnswers(sum, new Map(lmu.statements.map((each) => [each.id, pair]))),
			emptyTally(lmu.statements),
		);
		for (const here of three()) expect(await here.give(() => Promise.resolve(sealed))).toBe(true);
		await vi.waitFor(() => expect(first.view.result).toBeTruthy(), soon);
		first.reveal();
		expect(written[0]?.get(id)?.tally?.answered).toBe(4);
		stop();
	},
);

test(
	'[OW10] marks that are looked at again are behind a cover until somebody says who has the tablet',
	slow,
	async () => {
		const { pages, open, stop } = await four();
		const [here] = pages;
		const [anna] = people;
		if (!here || !anna) throw new Error('nobody');
		mark(here, anna, '41');
		expect(here.isCovered).toBe(false);
		here.edit();
		expect([here.stage, here.isCovered]).toEqual(['marking', true]);
		here.uncover();
		expect([here.stage, here.isCovered]).toEqual(['marking', false]);
		here.edit();
		here.leaveMarks();
		expect([here.isFinished, here.isMarking, here.isCovered]).toEqual([true, false, false]);

		// [OW3] One person's marks do not outlive the page, and that is said.
		const next = open(0);
		await next.resume(0);
		expect([next.isFinished, next.wasLeft]).toEqual([false, true]);
		next.sit([anna]);
		expect(next.wasLeft).toBe(false);
		stop();
	},
);

test(
	'[OW2] a tablet whose person is chosen on another says who and where, and has the marks still; [OW18] only others than that person would drop them',
	slow,
	async () => {
		const { pages, stop } = await four();
		const [mine, other] = pages;
		const [anna, bo] = people;
		if (!mine || !other || !anna || !bo) throw new Error('too few');
		mine.sit([anna]);
		const own = new OwnAnswers(lmu.statements);
		mine.begin(own);
		expect([mine.wouldDrop([bo]), mine.elsewhere()]).toEqual([false, []]);
		own.mark('importance', 4);
		await vi.waitFor(
			() => expect(other.elsewhere([anna, bo]).map(({ person }) => person)).toEqual([anna]),
			soon,
		);
		other.sit([anna]);
		await vi.waitFor(() => expect(mine.wasMoved).toBe(true), soon);
		expect(mine.stage).toBe('who');
		expect(mine.elsewhere().map(({ person, tablet }) => [person, tablet])).toEqual([[anna, other.device]]);
		expect([mine.wouldDrop([anna]), mine.wouldDrop([bo]), mine.wouldDrop([anna, bo])]).toEqual([
			false,
			true,
			true,
		]);
		mine.sit([anna]);
		expect(mine.own).toBe(own);
		mine.sit([bo]);
		expect(mine.own).toBeUndefined();
		stop();
	},
);
