import { idBytes } from '#lib/sealed-log/bytes.ts';
import type { Place, SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { noSession } from '#lib/sealed-log/entry/codec.ts';
import type { Change, Kept, KeptSession, Page, Size, StoredEntry } from '../log-store.ts';
import { bytesIn, idIn, numberIn, type Row, textIn } from './columns.ts';
import type { Database } from './schema.ts';

const sql = {
	log: 'SELECT * FROM log WHERE id = ?',
	addLog: 'INSERT INTO log (id, incarnation, seq, head, entries, bytes) VALUES (?, ?, 0, ?, 0, 0)',
	moveLog:
		'UPDATE log SET seq = ?, head = ?, entries = entries + ?, bytes = bytes + ? WHERE number = ? RETURNING entries, bytes',
	chain: 'SELECT seq, bytes FROM entry WHERE log = ? AND kind = 3 ORDER BY seq',
	sessions: 'SELECT * FROM session WHERE log = ? ORDER BY number',
	session: 'SELECT number FROM session WHERE log = ? AND device = ? AND id = ?',
	sessionOf: 'SELECT number FROM session WHERE log = ? AND device = ? AND id = ? AND document = ?',
	addSession: 'INSERT INTO session (log, device, id, document, counter, entry) VALUES (?, ?, ?, ?, 0, ?)',
	moveSession: 'UPDATE session SET counter = ?, entry = ? WHERE number = ?',
	markSession: 'UPDATE session SET counter = ?, entry = ?, dropped = ? WHERE number = ?',
	unknow: 'DELETE FROM entry WHERE session = ? AND counter > ? AND bytes IS NULL',
	heads: 'SELECT device, bytes FROM head WHERE log = ?',
	putHead:
		'INSERT INTO head (log, device, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes',
	sums: 'SELECT subject, steps FROM sum WHERE log = ? ORDER BY subject',
	putSum:
		'INSERT INTO sum (log, subject, steps) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET steps = excluded.steps',
	removeSum: 'DELETE FROM sum WHERE log = ? AND subject = ?',
	addEntry:
		'INSERT INTO entry (log, seq, head, id, kind, session, counter, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
	removeEntry: 'DELETE FROM entry WHERE log = ? AND seq = ? RETURNING length(bytes) AS size',
	all: 'SELECT seq, head, bytes FROM entry WHERE log = ? AND seq > ? AND bytes IS NOT NULL ORDER BY seq',
	links: 'SELECT seq, head, bytes FROM entry WHERE log = ? AND seq > ? AND kind = 3 ORDER BY seq',
	held: `SELECT seq, head, e.id AS id FROM entry e JOIN session s ON e.session = s.number
		WHERE s.log = ? AND s.device = ? AND s.id = ? AND e.counter = ?`,
	headAt: 'SELECT head FROM entry WHERE log = ? AND seq = ?',
	snapshots: `SELECT e.*, s.device AS device, s.id AS sessionId, s.document AS document
		FROM entry e JOIN session s ON e.session = s.number
		WHERE s.log = ? AND s.document = ? AND e.kind IN (2, 6) AND e.bytes IS NOT NULL ORDER BY e.seq`,
	forget: `DELETE FROM entry WHERE bytes IS NULL AND session IN (SELECT number FROM session WHERE log = ? AND document = ?)
		AND counter < (SELECT counter FROM session WHERE number = entry.session)`,
	isThere: 'SELECT 1 FROM entry WHERE session = ? AND counter = ? AND id = ?',
	weigh:
		'SELECT count(*) AS entries, total(length(bytes)) AS bytes FROM entry WHERE session = ? AND counter <= ? AND bytes IS NOT NULL',
	empty: 'UPDATE entry SET bytes = NULL WHERE session = ? AND counter <= ? AND bytes IS NOT NULL',
	dropSession: 'UPDATE session SET dropped = max(dropped, ?) WHERE number = ?',
};
type Name = keyof typeof sql;
type Value = string | number | Uint8Array | null;

/** What is written and read, in a database that is open. Nothing here begins or ends a transaction. */
export class Rows {
	#statements = new Map<Name, ReturnType<Database['prepare']>>();
	#database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	#prepared(name: Name) {
		const known = this.#statements.get(name);
		if (known) return known;
		const made = this.#database.prepare(sql[name]);
		this.#statements.set(name, made);
		return made;
	}

	#all(name: Name, ...values: Value[]): Row[] {
		return this.#prepared(name).all(...values);
	}

	#one(name: Name, ...values: Value[]): Row | undefined {
		return this.#prepared(name).get(...values);
	}

	#run(name: Name, ...values: Value[]): void {
		this.#prepared(name).run(...values);
	}

	#log(log: string) {
		const row = this.#one('log', idBytes(log));
		return row && { number: numberIn(row, 'number'), row };
	}

	open(log: string): Kept | undefined {
		const found = this.#log(log);
		if (!found) return undefined;
		const { number, row } = found;
		return {
			place: {
				incarnation: idIn(row, 'incarnation'),
				seq: numberIn(row, 'seq'),
				head: idIn(row, 'head'),
			},
			size: { entries: numberIn(row, 'entries'), bytes: numberIn(row, 'bytes') },
			chain: this.#all('chain', number).map((link) => ({
				seq: numberIn(link, 'seq'),
				entry: bytesIn(link, 'bytes'),
			})),
			sessions: this.#all('sessions', number).map(readSession),
			heads: this.#all('heads', number).map((head) => ({
				device: idIn(head, 'device'),
				bytes: bytesIn(head, 'bytes'),
			})),
			sums: this.#all('sums', number).map((sum) => ({
				subject: idIn(sum, 'subject'),
				steps: bytesIn(sum, 'steps'),
			})),
		};
	}

	append(log: string, { after, entries, lost, sessions, heads, sums }: Change): boolean {
		const number = this.#at(log, after);
		if (number === undefined) return false;
		let [added, bytes] = [entries.length, 0];
		for (const entry of entries) {
			this.#add(number, entry);
			bytes += entry.bytes.length;
		}
		for (const seq of lost) {
			for (const row of this.#all('removeEntry', number, seq)) {
				added -= 1;
				bytes -= numberIn(row, 'size');
			}
		}
		for (const session of sessions) this.#mark(number, session);
		for (const head of heads) this.#run('putHead', number, idBytes(head.device), head.bytes);
		for (const { subject, steps } of sums) {
			if (steps.length > 0) this.#run('putSum', number, idBytes(subject), steps);
			else this.#run('removeSum', number, idBytes(subject));
		}
		const { seq, head } = entries.at(-1) ?? after;
		this.#one('moveLog', seq, idBytes(head), added, bytes, number);
		return true;
	}

	#mark(log: number, { device, session, counter, id, dropped }: KeptSession): void {
		const row = this.#one('session', log, idBytes(device), idBytes(session));
		const number = row && numberIn(row, 'number');
		if (number === undefined) return;
		this.#run('markSession', counter, idBytes(id), dropped, number);
		this.#run('unknow', number, dropped);
	}

	/** The log's number when it stands there, made when it is to be; undefined when it stands elsewhere. */
	#at(log: string, after: Place): number | undefined {
		const found = this.#log(log);
		if (found) {
			const isThere = numberIn(found.row, 'seq') === after.seq && idIn(found.row, 'head') === after.head;
			return isThere ? found.number : undefined;
		}
		if (after.seq !== 0) return undefined;
		this.#run('addLog', idBytes(log), idBytes(after.incarnation), idBytes(after.head));
		return this.#log(log)?.number;
	}

	#add(log: number, entry: StoredEntry): void {
		const session = entry.session === noSession ? null : this.#sessionOf(log, entry);
		const { seq, head, id, kind, counter, bytes } = entry;
		this.#run('addEntry', log, seq, idBytes(head), idBytes(id), kind, session, counter, bytes);
		if (session !== null) this.#run('moveSession', counter, idBytes(id), session);
	}

	#sessionOf(log: number, { device, session, document, id }: StoredEntry): number {
		const names = [log, idBytes(device), idBytes(session)] as const;
		const found = this.#one('session', ...names);
		if (found) return numberIn(found, 'number');
		this.#run('addSession', ...names, document, idBytes(id));
		return numberIn(this.#one('session', ...names) ?? {}, 'number');
	}

	page(log: string, what: 'all' | 'chain', after: number, most: number): Page {
		const page: Page = { entries: [], last: undefined, more: false };
		const found = this.#log(log);
		if (!found) return page;
		let size = 0;
		for (const row of this.#prepared(what === 'all' ? 'all' : 'links').iterate(found.number, after)) {
			const [seq, entry] = [numberIn(row, 'seq'), bytesIn(row, 'bytes')];
			size += entry.length;
			if (page.entries.length > 0 && size > most) {
				page.more = true;
				break;
			}
			page.entries.push({ seq, entry });
			page.last = { seq, head: idIn(row, 'head') };
		}
		return page;
	}

	held(log: string, device: string, session: string, counter: number) {
		const found = this.#log(log);
		const row = found && this.#one('held', found.number, idBytes(device), idBytes(session), counter);
		return row && { seq: numberIn(row, 'seq'), head: idIn(row, 'head'), id: idIn(row, 'id') };
	}

	headAt(log: string, seq: number): string | undefined {
		const found = this.#log(log);
		const row = found && this.#one('headAt', found.number, seq);
		return row && idIn(row, 'head');
	}

	snapshots(log: string, document: string): StoredEntry[] {
		const found = this.#log(log);
		if (!found) return [];
		return this.#all('snapshots', found.number, document).map((row) => ({
			seq: numberIn(row, 'seq'),
			head: idIn(row, 'head'),
			id: idIn(row, 'id'),
			kind: numberIn(row, 'kind'),
			document: textIn(row, 'document'),
			device: idIn(row, 'device'),
			session: idIn(row, 'sessionId'),
			counter: numberIn(row, 'counter'),
			bytes: bytesIn(row, 'bytes'),
		}));
	}

	drop(log: string, document: string, marks: readonly SessionMark[]): Size {
		const found = this.#log(log);
		if (!found) return { entries: 0, bytes: 0 };
		const { number, row } = found;
		const ends = marks.flatMap((mark) => this.#end(number, document, mark) ?? []);
		const dropped = { entries: 0, bytes: 0 };
		for (const { session, counter } of ends) {
			const weight = this.#one('weigh', session, counter) ?? {};
			dropped.entries += numberIn(weight, 'entries');
			dropped.bytes += numberIn(weight, 'bytes');
		}
		// The same snapshot again: what it dropped is to be remembered until the next.
		if (dropped.entries > 0) this.#run('forget', number, document);
		for (const { session, counter } of ends) {
			this.#run('empty', session, counter);
			this.#run('dropSession', counter, session);
		}
		const [seq, head] = [numberIn(row, 'seq'), bytesIn(row, 'head')];
		const left = this.#one('moveLog', seq, head, -dropped.entries, -dropped.bytes, number) ?? {};
		return { entries: numberIn(left, 'entries'), bytes: numberIn(left, 'bytes') };
	}

	/** The session that a mark is about, when what the mark says lies in that place. */
	#end(log: number, document: string, { device, session: id, counter, id: entry }: SessionMark) {
		const row = this.#one('sessionOf', log, idBytes(device), idBytes(id), document);
		const session = row && numberIn(row, 'number');
		if (session === undefined || !this.#one('isThere', session, counter, idBytes(entry))) return undefined;
		return { session, counter };
	}
}

const readSession = (row: Row): KeptSession => ({
	device: idIn(row, 'device'),
	session: idIn(row, 'id'),
	document: textIn(row, 'document'),
	counter: numberIn(row, 'counter'),
	id: idIn(row, 'entry'),
	dropped: numberIn(row, 'dropped'),
});
