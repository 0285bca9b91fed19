// Tablets around a table that answer together: real engines on a real server, in virtual time.
import type { MaskedSum } from '#lib/sealed-log/engine/members/sums/masked-sum.ts';
import type { Histogram } from '#lib/sealed-log/sums/histogram.ts';
import type { Person } from '#lib/sealed-log/sums/payloads.ts';
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

	get states() {
		return this.seats.map(({ sum }) => sum.view.state);
	}
}
