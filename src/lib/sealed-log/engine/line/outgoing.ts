import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { readEntry, type Sealed, sealEntry, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { currentEpoch, mayWrite } from '#lib/sealed-log/membership/state.ts';
import type { Sent } from '#lib/sealed-log/wire/frames.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import { isStoodFor } from '../members/closing.ts';
import { giveUp } from '../keeping/intake.ts';
import type { EntryRow } from '../keeping/rows.ts';
import { Turns } from '../keeping/turns.ts';
import type { Subject } from './subject.ts';

/** Entries that are on their way at once. */
const WINDOW = 32;
/** Milliseconds until the server is asked again for what it could not do; with one entry, until it takes it. */
const LATER = 1000;
/** Milliseconds until it is asked again for what it refused without a reason that could be true. */
const MUCH_LATER = 20_000;

interface Flight {
	row: EntryRow;
	how: 'append' | 'backfill';
}

const sessionOf = ({ device, session }: EntryRow): string => `${device}/${session}`;

/** Sends what waits, in the order in which it was stored; entries of a dead tab and of others too. */
export class Outgoing<K> {
	#subject: Subject<K>;
	#send: (frame: Sent) => void;
	#turns = new Turns();
	#flying = new Map<string, Flight>();
	/** Up to here it was sent. */
	#through = 0;
	/** Sessions that the server has no further than it said, and why. */
	#stale = new Set<string>();
	/** Sessions that it cannot take now, whatever is tried on this line. */
	#stuck = new Set<string>();
	#retry: (() => void) | undefined;
	#isProbing = false;
	/** Sessions of which it has refused something that nothing is wrong with. */
	#refused = new Set<string>();
	#mercy: (() => void) | undefined;
	#isOn = false;

	constructor(subject: Subject<K>, send: (frame: Sent) => void) {
		this.#subject = subject;
		this.#send = send;
	}

	start(): void {
		this.#isOn = true;
		void this.pump();
	}

	stop(): void {
		this.#isOn = false;
		this.#retry?.();
		this.#mercy?.();
	}

	/** Sends on, when something may have been stored, or an answer has come. */
	pump(): Promise<void> {
		return this.#turns.take(() => this.#pump()).catch(() => this.#later());
	}

	/** @returns whether it was one of these */
	appended(id: string): boolean {
		const isOurs = this.#flying.delete(id);
		this.#isProbing = false;
		if (isOurs) void this.pump();
		return isOurs;
	}

	/**
	 * @param counter how far the session has come there
	 * @returns whether it was one of these
	 */
	async refused(id: string, code: Refusal, counter: number): Promise<boolean> {
		const flight = this.#flying.get(id);
		if (!flight) return false;
		this.#flying.delete(id);
		// Asked for its key first, but its place is what it lacks: sealed anew it would not have it either.
		const isTaken = code === 'old-epoch' && counter >= flight.row.counter;
		await this.#judge(flight, isTaken ? 'counter-taken' : code);
		void this.pump();
		return true;
	}

	async #judge({ row, how }: Flight, code: Refusal): Promise<void> {
		const { id, archive } = this.#subject;
		const session = sessionOf(row);
		switch (code) {
			case 'old-epoch':
			case 'unknown-epoch':
				this.#stale.add(session);
				return;
			case 'unavailable':
			case 'too-many':
				this.#subject.concern('server-refuses', true);
				this.#isProbing = true;
				this.#later();
				return;
			case 'counter-gap':
				// What it stands on is refused or not there: the one before tells why.
				if (how === 'backfill') this.#leaveForNow(session);
				else if (!this.#stale.has(session)) this.#later();
				return;
			case 'revoked':
			case 'read-only':
			case 'beyond-cut':
			case 'unknown-device':
				return this.#leave(row);
			case 'not-proven':
				this.#stuck.add(session);
				return;
			case 'counter-taken':
			case 'wrong-prev':
			case 'other-document': {
				const given = await giveUp(archive, id, row.id, code === 'counter-taken' ? 'forked' : 'refused');
				if (!given?.isOwn) return;
				this.#subject.forked([given.document]);
				// It may be written once more in the same place, until this device hears what the log has there.
				this.#later();
				return;
			}
			default:
				// It cannot be true of what was proven before it was sent: nothing is thrown out for that.
				this.#leaveForNow(session);
				this.#subject.concern('server-refuses', true);
		}
	}

	/**
	 * Its author may say it no more. Where a snapshot stands for it, which the server has, everybody has it, and it need not
	 * go there; the snapshot may be on its way.
	 */
	async #leave(row: EntryRow): Promise<void> {
		const { archive, id, roll } = this.#subject;
		const standing = await isStoodFor(archive, roll, row);
		if (standing === 'there') {
			await archive.run('rw', (tables) => tables.outbox.delete([id, row.n]));
			this.#subject.grown([]);
			return;
		}
		if (standing) this.#leaveForNow(sessionOf(row));
		else this.#stuck.add(sessionOf(row));
	}

	/** The rest goes on; what it stands on somebody else may hand in, on another line. */
	#leaveForNow(session: string): void {
		this.#stuck.add(session);
		this.#refused.add(session);
		this.#askForMercy();
	}

	#later(): void {
		if (!this.#isOn || this.#retry) return;
		this.#retry = this.#subject.clock.after(LATER * (1 + this.#subject.chance()), () => {
			this.#retry = undefined;
			this.#through = 0;
			void this.pump();
		});
	}

	#askForMercy(): void {
		this.#mercy ??= this.#subject.clock.after(MUCH_LATER, () => {
			this.#mercy = undefined;
			for (const session of this.#refused) this.#stuck.delete(session);
			this.#refused.clear();
			this.#through = 0;
			void this.pump();
		});
	}

	async #pump(): Promise<void> {
		const { archive, id, crypto, roll, row } = this.#subject;
		const most = this.#isProbing ? 1 : WINDOW;
		if (!this.#isOn || this.#retry || this.#flying.size >= most) return;
		if (this.#stale.size > 0) {
			// Only when everything is answered is it known how far the server has come.
			if (this.#flying.size > 0) return;
			for (const session of this.#stale) await this.#sealAnew(session);
			this.#stale.clear();
			this.#through = 0;
		}
		const isSilent = !mayWrite(roll.state, row.device) || roll.state.newer;
		const waiting = await archive.outbox(id, this.#through, most - this.#flying.size);
		for (const { n, how, row: entry } of waiting) {
			this.#through = n;
			if (this.#stuck.has(sessionOf(entry)) || (isSilent && how === 'append')) continue;
			const read = await readEntry(crypto, entry.bytes);
			if (!this.#isOn) return;
			if (!read.ok) throw new Error(`what was stored is ${read.reason}`);
			this.#flying.set(entry.id, { row: entry, how });
			this.#send({ type: how, entry: read.sealed });
		}
		if (this.#flying.size === 0 && waiting.length === 0 && this.#refused.size === 0)
			this.#subject.concern('server-refuses', false);
	}

	/** Seals a session's entries that the server has not got once more, under the key of today. */
	async #sealAnew(session: string): Promise<void> {
		const { archive, id, roll } = this.#subject;
		const epoch = currentEpoch(roll.state);
		const all = (await archive.outbox(id, 0, Infinity)).filter(({ row }) => sessionOf(row) === session);
		const made: Sealed[] = [];
		for (const { row } of all) {
			const end = made.at(-1);
			// A snapshot may stand for what comes between two that wait: that one has its name already.
			const isNext = end?.entry.counter === row.counter - 1;
			const sealed = await this.#again(row, epoch, isNext ? end.id : row.prev);
			// Without the key nothing can be done; the session waits.
			if (!sealed) return void this.#stuck.add(session);
			made.push(sealed);
		}
		const before = all.map(({ row }) => row.id);
		if (await archive.reseal(id, before, made))
			this.#subject.grown(new Set(all.map(({ row }) => row.document)));
		else this.#later();
	}

	async #again(row: EntryRow, epoch: number, prev: string): Promise<Sealed | undefined> {
		const { crypto, roll } = this.#subject;
		const { author } = roll;
		const read = await readEntry(crypto, row.bytes);
		if (!author || !read.ok) return undefined;
		const { kind, log, document, session, counter, client, extra, payload } = read.sealed.entry;
		const draft = { kind, log, document, session, counter, prev, client, extra };
		if (kind === kinds.countersign) return signEntry(crypto, author, draft, payload);
		const words = await roll.openAnyhow(read.sealed.entry);
		const to = await roll.entryKey(epoch);
		return words && to ? sealEntry(crypto, author, to, { ...draft, epoch }, words) : undefined;
	}
}
