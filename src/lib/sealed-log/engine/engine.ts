import { entryKey } from '#lib/sealed-log/crypto/epoch.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { found } from '#lib/sealed-log/membership/make.ts';
import { noChain, nowhere } from '#lib/sealed-log/wire/frames.ts';
import { type Before, importsOf } from './members/founding.ts';
import type { TooLarge } from './documents/too-large.ts';
import { Archive } from './keeping/archive.ts';
import { erase, rename } from './keeping/erase.ts';
import { makeKeys, ownKeys } from './keeping/keys.ts';
import type { LogRow } from './keeping/rows.ts';
import { Joining, type Joined } from './members/joining.ts';
import { readTicket } from './members/links.ts';
import { Roll } from './members/roll.ts';
import type { Ports } from './ports.ts';
import { Log } from './log.ts';
import { type Options, ordinary } from './upkeep/snapshots.ts';

/** The sealed logs of this device, seen from one tab. */
export class Engine<K> {
	readonly archive: Archive<K>;
	#ports: Ports<K>;
	#options: Options;
	#logs = new Map<string, Promise<Log<K> | undefined>>();

	constructor(ports: Ports<K>, options: Partial<Options> = {}) {
		this.#ports = ports;
		this.#options = { token: '', limits: ordinary, ...options };
		this.archive = new Archive(ports.disk);
	}

	/** The log of a committee, open in this tab; `undefined` when the committee has none. */
	async of(committee: string): Promise<Log<K> | undefined> {
		const row = await this.archive.logOf(committee);
		return row && this.open(row.id);
	}

	/** Opens a log of this device and takes part in it. */
	open(id: string): Promise<Log<K> | undefined> {
		const opened = this.#logs.get(id) ?? this.#open(id);
		this.#logs.set(id, opened);
		// A disk that refuses is asked again the next time.
		opened.then(
			(log) => !log && this.#logs.delete(id),
			() => this.#logs.delete(id),
		);
		return opened;
	}

	/**
	 * Founds a committee's log on this device, with what there is of it; needs no network. When it settles, all of that is
	 * sealed, found to open again, and stored.
	 * @param plainUntil how far what was unsealed goes, for whoever looks later whether anything came after it
	 * @param tell what no entry has room for, and is left out
	 * @returns `undefined` when the committee has a log already
	 * @throws NotSealed, and what the disk says
	 */
	async found(
		committee: string,
		before: readonly Before[],
		plainUntil?: number,
		tell: (error: TooLarge) => void = () => undefined,
	): Promise<Log<K> | undefined> {
		const { crypto } = this.#ports;
		const { device, pairs } = await makeKeys(crypto, this.archive);
		const founding = await found(crypto, pairs);
		const { log } = founding;
		const key = await entryKey(crypto, { log, epoch: 1 }, founding.key);
		const author = { device, sign: pairs.sign };
		const large: TooLarge[] = [];
		const imports: Sealed[] = [];
		for (const each of before)
			imports.push(...(await importsOf(crypto, { log, author, key }, each, (error) => large.push(error))));
		const row: LogRow = {
			id: log,
			committee,
			device,
			chain: noChain,
			place: nowhere,
			standing: 'in',
			shared: false,
			own: 0,
			...(plainUntil === undefined ? {} : { plainUntil }),
		};
		if (!(await this.archive.begin(row, [founding.sealed], imports))) return undefined;
		for (const error of large) tell(error);
		return this.open(log);
	}

	/**
	 * Comes into a committee with a link or a recovery sheet.
	 * @param ticket what stands in the link after `#`, or on the sheet
	 * @param committee what the committee is called on this device
	 */
	async join(ticket: string, committee: string): Promise<Joined | { ok: false; reason: 'mangled' }> {
		const read = readTicket(ticket);
		if (!read) return { ok: false, reason: 'mangled' };
		const open = await this.#logs.get(read.log)?.catch(() => undefined);
		await open?.abandon();
		this.#logs.delete(read.log);
		const joined = await new Joining(this.#ports, this.archive, read, committee).join();
		void this.open(read.log);
		return joined;
	}

	/**
	 * A log goes by another name on this device from now on, such as the one that its committee has everywhere. Whatever
	 * went by that name before is deleted.
	 * @param plainUntil see `found`
	 */
	async rename(id: string, committee: string, plainUntil: number): Promise<Log<K> | undefined> {
		const before = await this.archive.logOf(committee);
		for (const each of [id, before?.id ?? id]) {
			const open = await this.#logs.get(each)?.catch(() => undefined);
			this.#logs.delete(each);
			await open?.abandon();
		}
		await rename(this.archive, id, committee, plainUntil);
		return this.open(id);
	}

	/** Deletes a log from this device for good; the other devices keep it. */
	async erase(id: string): Promise<void> {
		const log = await this.#logs.get(id)?.catch(() => undefined);
		this.#logs.delete(id);
		await log?.abandon();
		await erase(this.archive, id);
	}

	/** Lets go of a log in this tab. `isStored`: what waits is stored first. */
	async release(id: string, isStored: boolean): Promise<void> {
		const log = await this.#logs.get(id)?.catch(() => undefined);
		this.#logs.delete(id);
		await (isStored ? log?.close() : log?.abandon());
	}

	/** Stores what waits in all logs, and lets go. */
	async close(): Promise<void> {
		for (const opened of this.#logs.values()) await (await opened.catch(() => undefined))?.close();
		this.#logs.clear();
	}

	async #open(id: string): Promise<Log<K> | undefined> {
		const row = await this.archive.log(id);
		if (!row) return undefined;
		const own = await ownKeys(this.#ports.crypto, this.archive, row.device);
		const roll = await Roll.load(this.#ports.crypto, this.archive, id, own);
		const log = new Log(this.#ports, this.archive, roll, row, this.#options);
		await log.start();
		return log;
	}
}
