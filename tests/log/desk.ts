import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Author, Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Role } from '#lib/sealed-log/membership/actions.ts';
import { type Clock, wallClock } from '../../src/server/log/clock.ts';
import { type Limits, ordinary } from '../../src/server/log/limits.ts';
import { type Founding, LogServer } from '../../src/server/log/server.ts';
import { openDatabase } from '../../src/server/log/keeping/sqlite/schema.ts';
import { SqliteStore } from '../../src/server/log/keeping/sqlite/sqlite.ts';
import type { LogStore } from '../../src/server/log/keeping/log-store.ts';
import type { Ending } from '../../src/server/log/ports.ts';
import { Committee, seeded } from '../sealed-log.ts';
import type { SeededKey } from '../simulation/crypto.ts';
import { Caller, origin } from './caller.ts';

export interface DeskParts {
	clock?: Clock;
	store?: LogStore;
	limits?: Partial<Limits>;
	founding?: Founding;
}

/** A server in this process, reached without a network. */
export class Desk<K> {
	readonly crypto: Crypto<K>;
	readonly server: LogServer<K>;
	readonly store: LogStore;
	readonly noted: { event: string; facts?: object }[] = [];

	constructor(crypto: Crypto<K>, parts: DeskParts = {}) {
		const clock = parts.clock ?? wallClock;
		this.crypto = crypto;
		this.store = parts.store ?? new SqliteStore(() => openDatabase(':memory:'), clock);
		this.server = new LogServer({
			crypto,
			clock,
			store: this.store,
			limits: { ...ordinary, ...parts.limits },
			founding: parts.founding ?? { by: 'anyone' },
			journal: { note: (event, facts) => this.noted.push({ event, ...(facts && { facts }) }) },
		});
	}

	/** @param reading how the client takes what it is sent; it may be slow */
	call(reading: Partial<Reading> = {}): Called<K> {
		const endings: Ending[] = [];
		const caller: Called<K> = Object.assign(new Caller(this.crypto), { endings, taken: Promise.resolve() });
		const connection = this.server.connect(
			{
				send: reading.send ?? ((frame) => caller.hear(frame)),
				get waiting() {
					return reading.waiting ?? 0;
				},
				drained: reading.drained ?? (() => Promise.resolve()),
				end: (why) => {
					endings.push(why);
					caller.over();
				},
			},
			origin,
		);
		caller.through({
			send: (bytes) => {
				caller.taken = connection.receive(bytes);
			},
			close: () => connection.closed(),
		});
		return caller;
	}

	/** A client that has proven who it is. */
	async admits(log: string, author: Author<K>): Promise<Called<K>> {
		const caller = this.call();
		const answer = await caller.greets(log, author);
		if (answer.type === 'refused') throw new Error(answer.code);
		return caller;
	}
}

type Called<K> = Caller<K> & {
	/** Why the server ended it. */
	endings: Ending[];
	/** Settles when what was said last has been dealt with. */
	taken: Promise<void>;
};

interface Reading {
	send(frame: Bytes): void;
	waiting: number;
	drained(): Promise<void>;
}

/** A committee whose log a server has, with its founder's tablet reading along. */
export async function founded(parts: DeskParts = {}) {
	const committee = await Committee.found(seeded());
	const desk = new Desk(committee.crypto, parts);
	const { log } = committee;
	await desk.call().founds(committee.founding);
	const admin = await desk.admits(log, committee.founder.author);
	await admin.reads();

	/** Hands a control entry in and takes it in here. */
	const adds = async (entry: Sealed, by: Caller<SeededKey> = admin) => {
		const answer = await by.hands('append', entry);
		if (answer.type === 'refused') throw new Error(answer.code);
		await committee.add(entry);
		return answer;
	};

	/** Another tablet that is let in, connected and reading along. */
	const joins = async (role: Role = 'write') => {
		const tablet = await committee.tablet();
		await adds(await committee.certification(tablet, role));
		const caller = await desk.admits(log, tablet.author);
		await caller.reads();
		return { tablet, caller };
	};
	return { committee, desk, log, admin, adds, joins };
}
