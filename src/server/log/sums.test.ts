import { expect, test } from 'vitest';
import { toText, zeros } from '#lib/sealed-log/bytes.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { encodeStep, type Step } from '#lib/sealed-log/entry/step.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { Desk, founded } from '#tests/log/desk.ts';
import { cutAt, type Tablet } from '#tests/sealed-log.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';

type Said = Exclude<Step, { what: 'newer' }>;
type Caller = Awaited<ReturnType<Desk<SeededKey>['admits']>>;

const id = (number: number, size = 16) => {
	const bytes = zeros(size);
	new DataView(bytes.buffer).setUint32(0, number);
	return toText(bytes);
};
const subject = id(1);

interface Seat {
	tablet: Tablet<SeededKey>;
	caller: Caller;
}

/** A committee with four tablets that take part in masked sums; what they seal is nothing to the server. */
async function seated(parts: Parameters<typeof founded>[0] = {}) {
	const made = await founded(parts);
	const { committee, desk, log, admin } = made;
	const seats: Seat[] = [{ tablet: committee.founder, caller: admin }];
	for (let count = 0; count < 3; count++) seats.push(await made.joins());
	const makes = (seat: Seat, step: Said, draft: { document?: string } = {}) =>
		committee.writes(seat.tablet, {
			kind: kinds.sum,
			document: 'year-2027',
			client: 0,
			extra: encodeStep(step),
			...draft,
		});
	const says = async (seat: Seat, step: Said): Promise<string> => {
		const answer = await seat.caller.hands('append', await makes(seat, step));
		return answer.type === 'refused' ? answer.code : answer.id;
	};
	const ready = (round: string, people = 1, of = subject) =>
		Promise.all(seats.map((seat) => says(seat, { subject: of, round, what: 'ready', people })));
	const [first] = seats as [Seat];
	const fixed = async (round: string, of = subject) =>
		says(first, { subject: of, round, what: 'set', readies: await ready(round, 1, of) });
	const part = (seat: Seat, round: string, set: string, of = subject) =>
		says(seat, { subject: of, round, what: 'part', set });
	const again = async (): Promise<Desk<SeededKey>> => {
		const next = new Desk(committee.crypto, { ...parts, store: desk.store });
		for (const seat of seats) {
			seat.caller = await next.admits(log, seat.tablet.author);
			await seat.caller.reads();
		}
		return next;
	};
	return { ...made, seats, first, makes, says, ready, fixed, part, again };
}

const isId = (answer: string) => answer.length === 43;

test('[SV24] a round is taken step by step, and what does not count is refused with the reason', async () => {
	const { seats, first, says, fixed, part, joins } = await seated();
	const [, second, third, fourth] = seats as [Seat, Seat, Seat, Seat];
	const set = await fixed(id(2));
	expect(isId(set)).toBe(true);
	const late = await joins();
	expect(await says(late, { subject, round: id(2), what: 'ready', people: 1 })).toBe('round-over');
	expect(await says(late, { subject, round: id(3), what: 'ready', people: 1 })).toBe('round-open');
	expect(await part(late, id(2), set)).toBe('not-in-set');
	for (const seat of [first, second, third]) expect(isId(await part(seat, id(2), set))).toBe(true);
	expect(await part(first, id(2), set)).toBe('round-over');
	expect(await part(fourth, id(2), id(9, 32))).toBe('wrong-set');
	expect(isId(await part(fourth, id(2), set))).toBe(true);
	expect(await says(first, { subject, round: id(2), what: 'abandon' })).toBe('round-over');
	expect(await says(first, { subject, round: id(9), what: 'abandon' })).toBe('no-round');
});

test('[SV24] a part that comes after `abandon` is refused, and told to nobody', async () => {
	const { seats, first, says, fixed, part, desk, log } = await seated();
	const [, second] = seats as [Seat, Seat];
	const set = await fixed(id(2));
	expect(isId(await says(second, { subject, round: id(2), what: 'abandon' }))).toBe(true);
	await second.caller.reads();
	const before = (await desk.store.open(log))?.place.seq;
	expect(await part(first, id(2), set)).toBe('round-over');
	expect((await second.caller.reads()).place.seq).toBe(before);
});

test('[SV24] of two steps in one breath that cannot both be, the first is taken', async () => {
	const { seats, first, makes, fixed, part } = await seated();
	const [, second, third, fourth] = seats as [Seat, Seat, Seat, Seat];
	const set = await fixed(id(2));
	for (const seat of [first, second, third]) await part(seat, id(2), set);
	const abandon = await makes(first, { subject, round: id(2), what: 'abandon' });
	const last = await makes(fourth, { subject, round: id(2), what: 'part', set });
	fourth.caller.say({ type: 'append', entry: last });
	first.caller.say({ type: 'append', entry: abandon });
	const answers = [
		await fourth.caller.next('appended', 'refused'),
		await first.caller.next('appended', 'refused'),
	];
	expect(answers).toMatchObject([{ type: 'appended' }, { type: 'refused', code: 'round-over' }]);
});

test('[SV24] a server that was killed knows the round, and gives the same answers again', async () => {
	const { seats, first, makes, fixed, part, again } = await seated();
	const [, second, third, fourth] = seats as [Seat, Seat, Seat, Seat];
	const set = await fixed(id(2));
	const mine = await makes(first, { subject, round: id(2), what: 'part', set });
	const answer = await first.caller.hands('append', mine);
	await again();
	expect(await first.caller.hands('append', mine)).toEqual(answer);
	expect(await part(first, id(2), set)).toBe('round-over');
	for (const seat of [second, third]) await part(seat, id(2), set);
	await again();
	expect(isId(await part(fourth, id(2), set))).toBe(true);
	await again();
	expect(await part(fourth, id(2), set)).toBe('round-over');
});

test('[SV24] what snapshots stand for is dropped, and what is known of a sum is not', async () => {
	const { seats, first, says, fixed, part, again, ready, desk, log } = await seated();
	const set = await fixed(id(2));
	for (const seat of seats) await part(seat, id(2), set);
	const kept = await desk.store.open(log);
	const marks = kept?.sessions.map(({ device, session, counter, id: entry }) => ({
		device,
		session,
		counter,
		id: entry,
	}));
	expect((await desk.store.drop(log, 'year-2027', marks ?? [])).entries).toBe(kept?.chain.length);
	await again();
	const [a, b, c, d] = await ready(id(3));
	const three = [a, b, c] as string[];
	expect(await says(first, { subject, round: id(3), what: 'set', readies: three })).toBe('wrong-set');
	const four = [...three, d as string];
	expect(isId(await says(first, { subject, round: id(3), what: 'set', readies: four }))).toBe(true);
});

test('[SV24] a second sum is of the same tablets, for as many people at each', async () => {
	const { seats, first, says, fixed, part, ready } = await seated();
	const set = await fixed(id(2));
	for (const seat of seats) await part(seat, id(2), set);
	const readies = await ready(id(3), 2);
	expect(await says(first, { subject, round: id(3), what: 'set', readies })).toBe('wrong-set');
});

test('[SV24] a removed tablet is in no set', async () => {
	const { seats, first, makes, says, committee, adds } = await seated();
	const [, second, ...others] = seats as [Seat, Seat, ...Seat[]];
	const ready = { subject, round: id(2), what: 'ready', people: 2 } as const;
	const theirs = await makes(second, ready);
	await second.caller.hands('append', theirs);
	const readies: string[] = [];
	for (const seat of [first, ...others]) readies.push(await says(seat, ready));
	await adds(await make.revoke(committee.by(), second.tablet.id, [cutAt(theirs)]));
	const set = { subject, round: id(2), what: 'set' } as const;
	expect(await says(first, { ...set, readies: [...readies, theirs.id] })).toBe('wrong-set');
	expect(isId(await says(first, { ...set, readies }))).toBe(true);
});

test('[SV24] a subject belongs to one document', async () => {
	const { first, makes, ready } = await seated();
	await ready(id(2));
	const step: Said = { subject, round: id(2), what: 'abandon' };
	const elsewhere = await makes(first, step, { document: 'year-2028' });
	expect(await first.caller.hands('append', elsewhere)).toMatchObject({ code: 'other-document' });
});

test('[SV24] what is handed back is stored in any order, and what comes then is judged by it', async () => {
	const { seats, first, makes, part, says, committee } = await seated();
	const round = id(2);
	const readies: Sealed[] = [];
	for (const seat of seats) readies.push(await makes(seat, { subject, round, what: 'ready', people: 1 }));
	const set = await makes(first, { subject, round, what: 'set', readies: readies.map((each) => each.id) });
	const parts: Sealed[] = [];
	for (const seat of seats.slice(1))
		parts.push(await makes(seat, { subject, round, what: 'part', set: set.id }));
	const stranger = await committee.tablet();
	const foreign = await makes({ ...first, tablet: stranger }, { subject, round, what: 'abandon' });
	for (const entry of [...parts, set, ...readies])
		expect(await first.caller.hands('backfill', entry)).toMatchObject({ type: 'appended' });
	expect(await first.caller.hands('backfill', foreign)).toMatchObject({ code: 'unknown-device' });
	expect(await part(seats[1] as Seat, round, set.id)).toBe('round-over');
	expect(isId(await part(first, round, set.id))).toBe(true);
	expect(await says(first, { subject, round, what: 'abandon' })).toBe('round-over');
});

test('[SV24] of many subjects those are forgotten first that nobody touches any more, and no round that goes on', async () => {
	const { first, says, ready, desk, log } = await seated();
	await ready(id(2), 1, id(1000));
	const over: string[] = [];
	for (let count = 0; count < 70; count++) {
		const of = id(2000 + count);
		await says(first, { subject: of, round: id(3), what: 'ready', people: 1 });
		await says(first, { subject: of, round: id(3), what: 'abandon' });
		over.push(of);
	}
	const kept = (await desk.store.open(log))?.sums.map((sum) => sum.subject) ?? [];
	expect(kept).toHaveLength(64);
	expect(kept).toContain(id(1000));
	expect(over.filter((of) => !kept.includes(of))).toEqual(over.slice(0, 7));
});

test('[SV24] rounds that are over go when the next one begins, and a subject has no end of steps', async () => {
	const { seats, first, says, fixed, part, ready, desk, log } = await seated();
	const set = await fixed(id(2));
	for (const seat of seats) await part(seat, id(2), set);
	const sizes: number[] = [];
	for (let count = 0; count < 5; count++) {
		await ready(id(100 + count));
		sizes.push((await desk.store.open(log))?.sums[0]?.steps.length ?? 0);
		await says(first, { subject, round: id(100 + count), what: 'abandon' });
	}
	expect(new Set(sizes).size).toBe(1);
	let answer = '';
	for (let count = 0; count < 420 && answer !== 'too-many'; count++)
		answer = await says(first, { subject, round: id(200), what: 'ready', people: 1 });
	expect(answer).toBe('too-many');
	expect(isId(await says(first, { subject, round: id(200), what: 'abandon' }))).toBe(true);
	expect(isId(await says(first, { subject, round: id(201), what: 'ready', people: 1 }))).toBe(true);
});
