// Tablets around a table that answer together: real engines on a real server, in virtual time.
import { createHash } from 'node:crypto';
import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import { bodyOf, decodeEntry, noEntry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { decodeStep, encodeStep } from '#lib/sealed-log/entry/step.ts';
import { schema, type TableName } from '#lib/sealed-log/engine/keeping/disk.ts';
import { decodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { MaskedSum } from '#lib/sealed-log/engine/members/sums/masked-sum.ts';
import { type Histogram, wordsFor } from '#lib/sealed-log/sums/histogram.ts';
import { encodePart, encodeSet, type Person } from '#lib/sealed-log/sums/payloads.ts';
import type { Taken } from '#lib/sealed-log/sums/rounds.ts';
import { Dice } from './dice.ts';
import type { Key } from './ports.ts';
import { type Evil, Rig, type Screen } from './review/rig.ts';

export const STATEMENTS = 3;
export const year = 'year-2027';

/** What so many people may have marked. */
export const marksOf = (dice: Dice, people = 1, statements = STATEMENTS): Histogram => ({
	people,
	counts: Array.from({ length: statements }, () => {
		const cells = new Array<number>(16).fill(0);
		for (let person = 0; person < people; person++) {
			const cell = dice.below(17);
			if (cell < 16) cells[cell] = (cells[cell] ?? 0) + 1;
		}
		return cells;
	}),
});

export const together = (all: readonly Histogram[]): Histogram => ({
	people: all.reduce((sum, { people }) => sum + people, 0),
	counts: (all[0]?.counts ?? []).map((cells, at) =>
		cells.map((_, cell) => all.reduce((sum, { counts }) => sum + (counts[at]?.[cell] ?? 0), 0)),
	),
});

/** A part, if that is what a frame hands in. */
const sentPart = (frame: Bytes): { id: string; device: string } | undefined => {
	const decoded = decodeFrame(frame);
	if (!decoded.ok || (decoded.frame.type !== 'append' && decoded.frame.type !== 'backfill')) return undefined;
	const read = decodeEntry(decoded.frame.entry);
	if (!read.ok || read.entry.kind !== kinds.sum) return undefined;
	const step = decodeStep(read.entry.extra);
	const id = createHash('sha256').update(bodyOf(decoded.frame.entry)).digest('base64url');
	return step?.what === 'part' ? { id, device: read.entry.device } : undefined;
};

const inBytes = (_: string, value: unknown): unknown =>
	value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;

/** A tablet at the table. */
export interface Seated {
	screen: Screen;
	sum: MaskedSum<Key>;
	people: Person[];
}

export class Table {
	readonly rig: Rig;
	readonly dice: Dice;
	readonly seats: Seated[] = [];
	readonly of: string;

	private constructor(rig: Rig, seed: number, of: string) {
		this.rig = rig;
		this.dice = new Dice(seed + 1000);
		this.of = of;
	}

	/** @param people how many sit at each tablet */
	static async laid(
		people: readonly number[],
		seed = 1,
		evil?: (at: number) => Evil | undefined,
		rig = new Rig(seed),
	) {
		const table = new Table(rig, seed, 'reflection one');
		const first = await rig.found(undefined, evil?.(0));
		await rig.pass();
		for (const [at, many] of people.entries()) {
			const screen = at === 0 ? first : await rig.joins(`tablet ${at}`, first, 'write', evil?.(at));
			await table.sit(screen, many);
		}
		return table;
	}

	async sit(screen: Screen, many: number): Promise<Seated> {
		const at = this.seats.length;
		const people = Array.from({ length: many }, (_, n) => ({ id: `m${at}-${n}`, name: `Person ${at}.${n}` }));
		const sum = await this.rig.done(screen.log.sums.of(year, this.of));
		const seated = { screen, sum, people };
		this.seats.push(seated);
		return seated;
	}

	seat(at: number): Seated {
		const seat = this.seats[at];
		if (!seat) throw new Error('nobody sits there');
		return seat;
	}

	get devices(): string[] {
		return this.seats.map(({ screen }) => screen.log.row.device);
	}

	/** Settles what somebody has tapped for. */
	async does<T>(work: Promise<T>): Promise<T> {
		const done = await this.rig.done(work);
		await this.rig.pass(500);
		return done;
	}

	/** Everybody becomes ready, and the first fixes the set. */
	async fix(devices = this.devices, statements = STATEMENTS) {
		for (const { sum, people } of this.seats) {
			const done = await this.does(sum.ready(people));
			if (!done.ok) throw new Error(done.reason);
		}
		return this.does(this.seat(0).sum.fix(devices, statements));
	}

	marks(): Histogram[] {
		return this.seats.map(({ people }) => marksOf(this.dice, people.length));
	}

	/** The same tablet after its page was killed. */
	async reopened(at: number): Promise<Seated> {
		const seat = this.seat(at);
		const { tablet, tab } = seat.screen;
		tablet.kill(tab);
		await this.rig.pass(1000);
		seat.screen = await this.rig.open(tablet);
		seat.sum = await this.rig.done(seat.screen.log.sums.of(year, this.of));
		await this.rig.pass();
		return seat;
	}

	/** Fixes everybody who is ready, past everything that a tablet asks; only the server judges it. */
	async setPastChecks(by: Seated): Promise<string | undefined> {
		const readies = (await this.stepsOf(by))
			.filter(({ step }) => step.what === 'ready')
			.slice(-this.seats.length);
		const [first] = readies;
		if (!first) return undefined;
		const { subject, round } = first.step;
		const extra = encodeStep({ subject, round, what: 'set', readies: readies.map(({ id }) => id) });
		return this.#says(by, extra, encodeSet(STATEMENTS));
	}

	/** A part that is nothing but chance. */
	async givesAnything(by: Seated): Promise<string | undefined> {
		const set = (await this.stepsOf(by)).findLast(({ step }) => step.what === 'set');
		if (!set) return undefined;
		const { subject, round } = set.step;
		const words = new Uint32Array(wordsFor(STATEMENTS)).map(() => this.dice.below(2 ** 32));
		return this.#says(by, encodeStep({ subject, round, what: 'part', set: set.id }), encodePart(words));
	}

	async stepsOf({ screen }: Seated): Promise<Taken[]> {
		const rows = await this.rig.done(screen.log.archive.rows(screen.log.id, year, 0));
		return rows.flatMap(({ id, device, kind, bytes }) => {
			const decoded = kind === kinds.sum ? decodeEntry(bytes) : undefined;
			const step = decoded?.ok ? decodeStep(decoded.entry.extra) : undefined;
			return step ? [{ id, device, step }] : [];
		});
	}

	async #says({ screen }: Seated, extra: Bytes, words: Bytes): Promise<string | undefined> {
		const { log } = screen;
		const session = toText(this.rig.crypto.randomBytes(8));
		const draft = { kind: kinds.sum, document: year, session, counter: 1, prev: noEntry, extra };
		const sealed = await this.rig.done(log.roll.seal(draft, words));
		const connection = await this.rig.done(log.line.take(10_000));
		return (await this.does(connection?.hand(sealed) ?? Promise.resolve(undefined)))?.type;
	}

	/** The parts that went to the server from now on: which entry, of whom. */
	listen(): { id: string; device: string }[] {
		const heard: { id: string; device: string }[] = [];
		const before = this.rig.server.onFrame;
		this.rig.server.onFrame = (frame) => {
			before(frame);
			const part = sentPart(frame);
			if (part) heard.push(part);
		};
		return heard;
	}

	/** Everything on a tablet's disk, as text. */
	disk(at: number): string {
		const { disk } = this.seat(at).screen.tablet;
		const names = Object.keys(schema) as TableName[];
		return names.map((name) => JSON.stringify(disk.rows(name), inBytes)).join('\n');
	}

	get states() {
		return this.seats.map(({ sum }) => sum.view.state);
	}
}
