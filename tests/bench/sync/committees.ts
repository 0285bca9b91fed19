import { mkdir } from 'node:fs/promises';
import { WebCrypto, type WebKey } from '#lib/sealed-log/crypto/web.ts';
import { Desk } from '../../log/desk.ts';
import { Committee, type Tablet } from '../../sealed-log.ts';
import { wallClock } from '../../../src/server/log/clock.ts';
import { openDatabase } from '../../../src/server/log/keeping/sqlite/schema.ts';
import { SqliteStore } from '../../../src/server/log/keeping/sqlite/sqlite.ts';
import { databaseIn } from '../../../src/server/settings.ts';

/** A committee that the server knows, and the tablets that are in it. */
export interface Known {
	committee: Committee<WebKey>;
	tablets: Tablet<WebKey>[];
}

/**
 * Puts committees into the database of a server that is not running yet. By itself the server would let in two a second,
 * whoever asks.
 */
export async function foundAll(data: string, count: number, tabletsEach: number): Promise<Known[]> {
	await mkdir(data, { recursive: true });
	const store = new SqliteStore(() => openDatabase(databaseIn(data)), wallClock);
	let elapsed = 0;
	// At every look at the clock a minute has passed: nothing is too fast for it.
	const clock = { ...wallClock, elapsed: () => (elapsed += 60_000) };
	const crypto = new WebCrypto();
	const desk = new Desk<WebKey>(crypto, { store, clock });
	const known: Known[] = [];
	for (let at = 0; at < count; at++) {
		const committee = await Committee.found(crypto);
		const tablets = [committee.founder];
		await desk.call().founds(committee.founding);
		if (tabletsEach > 1) {
			const caller = await desk.admits(committee.log, committee.founder.author);
			while (tablets.length < tabletsEach) {
				const tablet = await committee.tablet();
				const certified = await committee.certification(tablet, 'write');
				await committee.add(certified);
				const answer = await caller.hands('append', certified);
				if (answer.type === 'refused') throw new Error(answer.code);
				tablets.push(tablet);
			}
			caller.close();
		}
		known.push({ committee, tablets });
	}
	await desk.server.stop();
	return known;
}
