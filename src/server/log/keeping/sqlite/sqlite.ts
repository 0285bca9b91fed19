import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { Clock } from '../../clock.ts';
import { type Change, type LogStore, StoreUnavailable } from '../log-store.ts';
import { isDoubtful, isShared, troubleIn } from './errors.ts';
import { Rows } from './rows.ts';
import { type Database, SCHEMA } from './schema.ts';

/** Over all logs, what is to be written within so many milliseconds is made durable at once: that is what takes time. */
const WINDOW_MS = 4;
/** After trouble that all logs share the disk is left alone for so long. */
const REST_MS = 500;
/** While there is trouble, and perhaps nobody writes, it is tried so often whether it has passed. */
const PROBE_MS = 5000;

/** One log's writes: all or nothing. */
interface Waiting {
	write: (rows: Rows) => void;
	done: () => void;
	failed: (error: StoreUnavailable) => void;
}

/** What was wrong with one log's writes, when that is about this log only. */
type Outcome = { error: unknown } | undefined;

const unavailable = (error: unknown): StoreUnavailable =>
	error instanceof StoreUnavailable ? error : new StoreUnavailable(troubleIn(error), { cause: error });

/** Logs in a SQLite database, which one process writes at a time. */
export class SqliteStore implements LogStore {
	#open: () => Database;
	#clock: Clock;
	#database: Database | undefined;
	#rows: Rows | undefined;
	#waiting: Waiting[] = [];
	#callOff: (() => void) | undefined;
	#callOffProbe: (() => void) | undefined;
	#lastWritten = -Infinity;
	#restsUntil = -Infinity;
	#isClosed = false;
	trouble: string | undefined;

	/**
	 * @param open opens the database: at once, and again after trouble that leaves doubt. The first time it may throw.
	 */
	constructor(open: () => Database, clock: Clock) {
		this.#open = open;
		this.#clock = clock;
		this.#ready();
	}

	#ready(): { database: Database; rows: Rows } {
		if (this.#isClosed) throw new StoreUnavailable('closed');
		this.#database ??= this.#open();
		this.#rows ??= new Rows(this.#database);
		return { database: this.#database, rows: this.#rows };
	}

	async #read<T>(read: (rows: Rows) => T): Promise<T> {
		try {
			return read(this.#ready().rows);
		} catch (error) {
			throw this.#troubled(error);
		}
	}

	/** What whoever asked is told. */
	#troubled(error: unknown): StoreUnavailable {
		const told = unavailable(error);
		this.trouble = told.message;
		if (isDoubtful(error)) this.#letGo();
		this.#callOffProbe ??= this.#clock.after(PROBE_MS, () => this.#probe());
		return told;
	}

	/** Writes something that changes nothing. */
	#probe(): void {
		this.#callOffProbe = undefined;
		if (this.trouble === undefined) return;
		try {
			const { database } = this.#ready();
			try {
				database.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${SCHEMA}; COMMIT`);
				this.trouble = undefined;
			} catch (error) {
				this.#rollBack(database);
				throw error;
			}
		} catch (error) {
			this.#troubled(error);
		}
	}

	#letGo(): void {
		try {
			this.#database?.close();
		} catch {
			// It is given up: whatever it could still say, nobody was told that anything was stored.
		}
		this.#database = undefined;
		this.#rows = undefined;
	}

	open(log: string) {
		return this.#read((rows) => rows.open(log));
	}

	page(log: string, what: 'all' | 'chain', after: number, most: number) {
		return this.#read((rows) => rows.page(log, what, after, most));
	}

	held(log: string, device: string, session: string, counter: number) {
		return this.#read((rows) => rows.held(log, device, session, counter));
	}

	headAt(log: string, seq: number) {
		return this.#read((rows) => rows.headAt(log, seq));
	}

	snapshots(log: string, document: string) {
		return this.#read((rows) => rows.snapshots(log, document));
	}

	append(log: string, change: Change) {
		return this.#write((rows) => rows.append(log, change));
	}

	drop(log: string, document: string, marks: readonly SessionMark[]) {
		return this.#write((rows) => rows.drop(log, document, marks));
	}

	async #write<T>(write: (rows: Rows) => T): Promise<T> {
		if (this.#isClosed) throw new StoreUnavailable('closed');
		if (this.#clock.elapsed() < this.#restsUntil) throw new StoreUnavailable(this.trouble ?? 'resting');
		return new Promise<T>((resolve, failed) => {
			let result: () => void;
			const run = (rows: Rows) => {
				const value = write(rows);
				result = () => resolve(value);
			};
			this.#waiting.push({ write: run, done: () => result(), failed });
			// Who comes after a quiet moment does not wait; who comes in a crowd waits for the others.
			const wait = Math.max(0, this.#lastWritten + WINDOW_MS - this.#clock.elapsed());
			this.#callOff ??= this.#clock.after(wait, () => this.#writeAll());
		});
	}

	/** One transaction for all who wait. */
	#writeAll(): void {
		this.#callOff = undefined;
		const group = this.#waiting.splice(0);
		if (group.length === 0) return;
		try {
			const outcomes = this.#commit(group);
			this.trouble = undefined;
			this.#settle(group, outcomes);
		} catch (error) {
			// One log's broken page must not take the others with it: each by itself, unless that is sure to fail too.
			if (group.length > 1 && !isShared(error)) this.#oneByOne(group);
			else this.#giveUp(group, error);
		}
		this.#lastWritten = this.#clock.elapsed();
	}

	#oneByOne(group: Waiting[]): void {
		for (const one of group) {
			try {
				this.#settle([one], this.#commit([one]));
			} catch (error) {
				this.#giveUp([one], error);
			}
		}
	}

	#giveUp(group: Waiting[], error: unknown): void {
		if (isShared(error)) this.#restsUntil = this.#clock.elapsed() + REST_MS;
		const told = this.#troubled(error);
		for (const one of group) one.failed(told);
	}

	#settle(group: Waiting[], outcomes: Outcome[]): void {
		group.forEach((one, at) => {
			const outcome = outcomes[at];
			if (outcome) one.failed(unavailable(outcome.error));
			else one.done();
		});
	}

	/** Throws when nothing at all was stored. */
	#commit(group: Waiting[]): Outcome[] {
		const { database, rows } = this.#ready();
		try {
			database.exec('BEGIN IMMEDIATE');
			const outcomes = group.map((one) => this.#attempt(database, rows, one));
			database.exec('COMMIT');
			return outcomes;
		} catch (error) {
			this.#rollBack(database);
			throw error;
		}
	}

	/** One log's writes, which fail for themselves when what is wrong is about this log only. */
	#attempt(database: Database, rows: Rows, { write }: Waiting): Outcome {
		database.exec('SAVEPOINT one');
		try {
			write(rows);
			database.exec('RELEASE one');
			return undefined;
		} catch (error) {
			if (isShared(error) || isDoubtful(error)) throw error;
			database.exec('ROLLBACK TO one; RELEASE one');
			return { error };
		}
	}

	#rollBack(database: Database): void {
		try {
			if (database.isTransaction) database.exec('ROLLBACK');
		} catch {
			// It cannot even do that: what it knows is in doubt.
			this.#letGo();
		}
	}

	async close(): Promise<void> {
		this.#callOff?.();
		this.#writeAll();
		this.#callOffProbe?.();
		this.#isClosed = true;
		this.#letGo();
	}
}
