import { emptyTally, bytesToTally, tallyToBytes, withAnswers } from '#lib/reflections/rules.ts';
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

/** Where keys and randomness come from. */
export interface RoundCrypto {
	subtle: SubtleCrypto;
	getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

/**
 * The rounds in which the tablet goes round the table. What one person marked is added to a sum, sealed under a key of
 * the round that cannot be taken out of the browser; at the reveal row and key are deleted. Nothing here is ever in a
 * document or a backup. Not promised: forensics on the disk, or developer tools while the round lasts.
 */
export class Rounds {
	#db: Database;
	#crypto: RoundCrypto;
	/** Rounds of a device that refuses to store: they last as long as the page. */
	#memory = new Map<string, RoundRow>();

	constructor(db: Database, crypto: RoundCrypto = globalThis.crypto) {
		this.#db = db;
		this.#crypto = crypto;
	}

	/** How many have handed in. */
	async answered(round: RoundOf): Promise<number> {
		return (await this.#row(round))?.answered ?? 0;
	}

	/** True when the round lasts only as long as this page: the device refuses to store it. */
	inMemory({ committee, reflection }: RoundOf): boolean {
		return this.#memory.has(`${committee}/${reflection}`);
	}

	/**
	 * Adds one person's answers, and returns how many have handed in. The sum is sealed before the database is touched;
	 * when another tab was faster it is done again on top of that.
	 */
	async add(round: RoundOf, answers: Answers): Promise<number> {
		for (;;) {
			const before = await this.#row(round);
			const tally = withAnswers(
				before ? await this.#open(before, round) : emptyTally(round.statements),
				answers,
			);
			const row = await this.#seal(round, tally, before?.key);
			if (await this.#put(row, before?.answered ?? 0)) return row.answered;
		}
	}

	/** The sum of all who have handed in; `undefined` when nobody has. */
	async sum(round: RoundOf): Promise<Tally | undefined> {
		const row = await this.#row(round);
		return row && (await this.#open(row, round));
	}

	/** Deletes the sum and its key: after the reveal, or to start over. */
	async discard({ committee, reflection }: RoundOf): Promise<void> {
		this.#memory.delete(`${committee}/${reflection}`);
		await this.#db.rounds.delete([committee, reflection]).catch(() => undefined);
	}

	async #row({ committee, reflection }: RoundOf): Promise<RoundRow | undefined> {
		const kept = this.#memory.get(`${committee}/${reflection}`);
		return kept ?? (await this.#db.rounds.get([committee, reflection]).catch(() => undefined));
	}

	async #put(row: RoundRow, expected: number): Promise<boolean> {
		const { committee, reflection } = row;
		const id = `${committee}/${reflection}`;
		if (!this.#memory.has(id)) {
			try {
				return await this.#db.transaction('rw', this.#db.rounds, async () => {
					const now = await this.#db.rounds.get([committee, reflection]);
					if ((now?.answered ?? 0) !== expected) return false;
					await this.#db.rounds.put(row);
					return true;
				});
			} catch {
				// The device refuses, or cannot keep keys (Lockdown Mode): the round lives as long as the page, and the cover says so.
			}
		}
		this.#memory.set(id, row);
		return true;
	}

	async #seal({ committee, reflection }: RoundOf, tally: Tally, key?: CryptoKey): Promise<RoundRow> {
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
