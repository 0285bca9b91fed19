import { liveQuery } from 'dexie';
import { emptyTally, bytesToTally, sumOf, tallyToBytes, withAnswers } from '#lib/reflections/rules.ts';
import type { Answers, Tally } from '#lib/reflections/schema.ts';
import type { Database, RoundRow } from './database.ts';

interface StatementId {
	id: string;
}

/** A round and what it asks about, in the order of the pack. */
export interface RoundOf {
	committee: string;
	reflection: string;
	statements: readonly StatementId[];
}

/** What may be known of a round while it lasts. */
export interface RoundState {
	/** How many have handed in. */
	answered: number;
	/** Some of it lasts only as long as this page: the device refuses to store it. */
	inMemory: boolean;
	/** What was stored cannot be opened any more: the round must be taken again. */
	lost: boolean;
}

/** Where keys and randomness come from. */
export interface RoundCrypto {
	subtle: SubtleCrypto;
	getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

type Place = Pick<RoundOf, 'committee' | 'reflection'>;

const placeOf = ({ committee, reflection }: Place): [string, string] => [committee, reflection];

const nameOf = (place: Place) => placeOf(place).join('/');

/**
 * Tabs are at a round one after the other. Where the browser has no locks, or refuses them, it keeps nothing either, and
 * there is nothing to share.
 */
const alone = async <T>(place: Place, act: () => Promise<T>): Promise<T> => {
	const { locks } = navigator;
	let acting: Promise<T> | undefined;
	try {
		await locks.request(`medspil-round/${nameOf(place)}`, () => (acting = act()));
	} catch {
		// Refused, or what `act` throws: that is met below.
	}
	return acting ?? act();
};

/**
 * The rounds in which the tablet goes round the table. What one person marked is added to a sum, sealed under a key of
 * the round that cannot be taken out of the browser; at the reveal row and key are deleted. Nothing here is ever in a
 * document or a backup. Not promised: forensics on the disk, or developer tools while the round lasts.
 */
export class Rounds {
	#db: Database;
	#crypto: RoundCrypto;
	/** What the device refuses to store: it lasts as long as the page, and is stored with the next answer that can be. */
	#unstored = new Map<string, Tally>();
	/** How many the device was last known to hold, for when it cannot be asked. */
	#known = new Map<string, number>();

	constructor(db: Database, crypto: RoundCrypto = globalThis.crypto) {
		this.#db = db;
		this.#crypto = crypto;
	}

	async state(round: RoundOf): Promise<RoundState> {
		const unstored = this.#unstored.get(nameOf(round))?.answered ?? 0;
		const stored = await this.#row(round).catch(() => undefined);
		const known = stored?.answered ?? this.#known.get(nameOf(round)) ?? 0;
		const opens = !stored || (await this.#open(stored, round).then(Boolean, () => false));
		return { answered: known + unstored, inMemory: unstored > 0, lost: !opens };
	}

	/**
	 * Hands in one person's answers, unless `isOver`, which is asked when no other tab is at the round: what came after
	 * the picture would lie here by itself.
	 * @returns the state with the answers in it; `undefined` when they came too late
	 */
	handIn(round: RoundOf, answers: Answers, isOver: () => Promise<boolean>): Promise<RoundState | undefined> {
		return alone(round, async () => ((await isOver()) ? undefined : this.add(round, answers)));
	}

	/**
	 * Gives the sum to `show`, and deletes it when that says that the picture is on the disk. Nobody hands in meanwhile.
	 * @throws like `sum`
	 */
	reveal(round: RoundOf, show: (sum: Tally | undefined) => Promise<boolean>): Promise<void> {
		return alone(round, async () => {
			// What cannot be deleted now is deleted the next time that somebody opens the reflection.
			if (await show(await this.sum(round))) await this.discard(round).catch(() => undefined);
		});
	}

	/**
	 * Adds one person's answers. Never fails: what the device cannot store is kept in memory, and the state says so.
	 * @returns the state with the answers in it
	 */
	async add(round: RoundOf, answers: Answers): Promise<RoundState> {
		const name = nameOf(round);
		const waiting = this.#unstored.get(name);
		this.#unstored.delete(name);
		await this.#keep(round, withAnswers(waiting ?? emptyTally(round.statements), answers));
		return this.state(round);
	}

	/**
	 * The sum of all who have handed in; `undefined` when nobody has.
	 * @throws when what was stored cannot be read: a sum without it would leave somebody out
	 */
	async sum(round: RoundOf): Promise<Tally | undefined> {
		const unstored = this.#unstored.get(nameOf(round));
		const row = await this.#row(round).catch((error: unknown) => {
			if (this.#known.get(nameOf(round))) throw error;
			return undefined;
		});
		const stored = row && (await this.#open(row, round));
		return stored && unstored ? sumOf(stored, unstored) : (stored ?? unstored);
	}

	/**
	 * Deletes the sum and its key: after the reveal, or to start over.
	 * @throws what the database throws, unless it is not known to hold anything; then nothing is deleted
	 */
	async discard(place: Place): Promise<void> {
		try {
			await this.#db.ensureOpen();
			await this.#db.rounds.delete(placeOf(place));
		} catch (error) {
			if (this.#known.get(nameOf(place))) throw error;
		}
		this.#unstored.delete(nameOf(place));
		this.#known.delete(nameOf(place));
	}

	/**
	 * [RO9] Deletes a round together with its reflection. What was sealed stays so, in this page alone.
	 * @returns puts it back, for when that is undone
	 * @throws like `discard`
	 */
	take(round: RoundOf): Promise<() => Promise<void>> {
		return alone(round, async () => {
			const unstored = this.#unstored.get(nameOf(round));
			const row = await this.#row(round);
			await this.discard(round);
			return async () => {
				// What cannot be opened was lost before.
				const stored = row && (await this.#open(row, round).catch(() => undefined));
				for (const tally of [stored, unstored]) if (tally) await this.#keep(round, tally);
			};
		});
	}

	/** Deletes the rounds of a committee that nobody needs any more. `isNeeded` is asked with the reflection's id. */
	async discardUnless(committee: string, isNeeded: (reflection: string) => boolean): Promise<void> {
		await this.#db.ensureOpen();
		const held = await this.#db.rounds
			.where('[committee+reflection]')
			.between([committee], [committee, []])
			.toArray();
		for (const { reflection } of held)
			if (!isNeeded(reflection)) await this.discard({ committee, reflection });
	}

	/**
	 * Tells when something happens to a round on this device, in any of its tabs.
	 * @returns stops telling
	 */
	watch(place: Place, changed: () => void): () => void {
		const query = liveQuery(() => this.#db.rounds.get(placeOf(place)));
		const watching = query.subscribe({ next: changed, error: changed });
		return () => watching.unsubscribe();
	}

	async #keep(round: RoundOf, mine: Tally): Promise<void> {
		try {
			await this.#store(round, mine);
		} catch {
			// Refused, full, lost, or a browser that cannot keep keys (Lockdown Mode).
			const name = nameOf(round);
			const meanwhile = this.#unstored.get(name);
			this.#unstored.set(name, meanwhile ? sumOf(meanwhile, mine) : mine);
		}
	}

	/** Seals before the database is touched; when another tab was faster it is done again on top of that. */
	async #store(round: RoundOf, mine: Tally): Promise<void> {
		for (;;) {
			const before = await this.#row(round);
			const tally = before ? sumOf(await this.#open(before, round), mine) : mine;
			const row = await this.#seal(round, tally, before?.key);
			if (!(await this.#replace(row, before))) continue;
			this.#known.set(nameOf(round), row.answered);
			return;
		}
	}

	async #row(place: Place): Promise<RoundRow | undefined> {
		await this.#db.ensureOpen();
		const row = await this.#db.rounds.get(placeOf(place));
		this.#known.set(nameOf(place), row?.answered ?? 0);
		return row;
	}

	/** False when the row is not what it was. Each sealing has an `iv` of its own, so that tells. */
	#replace(row: RoundRow, before: RoundRow | undefined): Promise<boolean> {
		const { rounds, erased } = this.#db;
		return this.#db.transaction('rw', rounds, erased, async () => {
			if (await erased.get(row.committee)) throw new Error('The committee was deleted.');
			const now = await rounds.get(placeOf(row));
			if (now?.iv.join() !== before?.iv.join()) return false;
			await rounds.put(row);
			return true;
		});
	}

	async #seal({ committee, reflection }: Place, tally: Tally, key?: CryptoKey): Promise<RoundRow> {
		const { subtle } = this.#crypto;
		const sealing =
			key ?? (await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']));
		const iv = this.#crypto.getRandomValues(new Uint8Array(12));
		const sealed = await subtle.encrypt({ name: 'AES-GCM', iv }, sealing, tallyToBytes(tally));
		return { committee, reflection, answered: tally.answered, key: sealing, iv, sealed };
	}

	async #open({ key, iv, sealed }: RoundRow, { statements }: RoundOf): Promise<Tally> {
		const bytes = await this.#crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed);
		return bytesToTally(new Uint8Array(bytes), statements);
	}
}
