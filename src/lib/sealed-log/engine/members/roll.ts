import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { entryKey } from '#lib/sealed-log/crypto/epoch.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Entry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import {
	type Author,
	type Draft,
	openEntry,
	readEntry,
	type Sealed,
	sealEntry,
} from '#lib/sealed-log/entry/sealed.ts';
import { parseAction } from '#lib/sealed-log/membership/actions.ts';
import { type Chain, extend } from '#lib/sealed-log/membership/chain.ts';
import { epochKeys, lostKey } from '#lib/sealed-log/membership/keys.ts';
import type { ControlRefusal } from '#lib/sealed-log/membership/refusals.ts';
import { isIndependent } from '#lib/sealed-log/membership/judge.ts';
import { currentEpoch, mayWrite, type Membership } from '#lib/sealed-log/membership/state.ts';
import type { ChainMark } from '#lib/sealed-log/wire/frames.ts';
import type { Archive } from '../keeping/archive.ts';
import type { OwnKeys } from '../keeping/keys.ts';
import type { EntryRow } from '../keeping/rows.ts';
import type { Owner } from '../documents/reading/ledger.ts';

/** What is stored of a chain does not hold: the disk is damaged. */
export class BrokenChain extends Error {
	override name = 'BrokenChain';
}

/** This device cannot write: it has no key of today's epoch, or its keys are gone. */
export class NoKey extends Error {
	override name = 'NoKey';
}

/** Proves links one after the other, on top of a chain. */
const grown = async <K>(crypto: Crypto<K>, chain: Chain | undefined, rows: readonly EntryRow[]) => {
	let at = chain;
	for (const { bytes } of rows) {
		const read = await readEntry(crypto, bytes);
		const extended = read.ok ? await extend(crypto, at, read.sealed) : read;
		if (!extended.ok) throw new BrokenChain(extended.reason);
		at = extended.chain;
	}
	return at;
};

const isClosedIn = ({ devices }: Membership, { device, session }: Owner): boolean => {
	const found = devices.get(device);
	return !found || found.revoked !== undefined || found.cuts.has(session);
};

/** The membership chain as this device holds it, and the keys that it can have by it. */
export class Roll<K> {
	readonly log: string;
	#crypto: Crypto<K>;
	#archive: Archive<K>;
	#own: OwnKeys<K> | undefined;
	#chain: Chain;
	#keys: ReadonlyMap<number, Bytes> = new Map();
	#entryKeys = new Map<number, Promise<K>>();
	#keyedFor: string[] = [];
	#lost: { epoch: number; key: Bytes }[] = [];

	private constructor(
		log: string,
		chain: Chain,
		crypto: Crypto<K>,
		archive: Archive<K>,
		own: OwnKeys<K> | undefined,
	) {
		this.log = log;
		this.#chain = chain;
		this.#crypto = crypto;
		this.#archive = archive;
		this.#own = own;
	}

	/**
	 * @param own without them nothing can be read: the browser has lost the keys
	 * @throws BrokenChain
	 */
	static async load<K>(
		crypto: Crypto<K>,
		archive: Archive<K>,
		log: string,
		own: OwnKeys<K> | undefined,
	): Promise<Roll<K>> {
		const chain = await grown(crypto, undefined, await archive.chain(log));
		if (chain?.state.log !== log) throw new BrokenChain('no founding entry');
		const roll = new Roll(log, chain, crypto, archive, own);
		await roll.#rekey();
		await roll.#recall();
		return roll;
	}

	get chain(): Chain {
		return this.#chain;
	}

	get state(): Membership {
		return this.#chain.state;
	}

	get mark(): ChainMark {
		return { length: this.state.length, head: this.state.head };
	}

	/** Who this device signs as. `undefined` when its keys are gone. */
	get author(): Author<K> | undefined {
		return this.#own && { device: this.#own.device, sign: this.#own.pairs.sign };
	}

	/** The key of an epoch as it is wrapped for others; `undefined` when this device cannot have it. */
	rawKey(epoch = currentEpoch(this.state)): Bytes | undefined {
		return this.#keys.get(epoch);
	}

	/** The key that entries of an epoch are sealed under. */
	async entryKey(epoch: number): Promise<K | undefined> {
		const known = this.#entryKeys.get(epoch);
		if (known) return known;
		const raw = this.#keys.get(epoch);
		if (!raw) return undefined;
		const made = entryKey(this.#crypto, { log: this.log, epoch }, raw);
		this.#entryKeys.set(epoch, made);
		return made;
	}

	/**
	 * Seals under the key of today, as this device.
	 * @throws NoKey
	 */
	async seal(draft: Omit<Draft, 'log' | 'epoch'>, plaintext: Uint8Array): Promise<Sealed> {
		const { author, log } = this;
		const epoch = currentEpoch(this.state);
		const key = await this.entryKey(epoch);
		if (!author || !key) throw new NoKey();
		return sealEntry(this.#crypto, author, key, { ...draft, log, epoch }, plaintext);
	}

	/** The chain has ended a session's word, or what once let its device in did not hold. */
	isClosed(owner: Owner): boolean {
		return isClosedIn(this.state, owner);
	}

	/**
	 * Nothing more of a session comes into the log: it is closed, or its device may only read, and whoever said so did not hold
	 * it to name it.
	 */
	hasEnded(owner: Owner): boolean {
		return this.isClosed(owner) || !mayWrite(this.state, owner.device);
	}

	/**
	 * A session's word had ended when the chain had so many links: it was closed by then, or its device might only read. Or its
	 * device is not known at all.
	 */
	hadEnded(owner: Owner, length: number): boolean {
		const { device } = owner;
		if (!this.state.devices.has(device)) return true;
		const then = this.#chain.links[length - 1]?.state;
		// Before it was let in it had no word that could end.
		return then?.devices.has(device) === true && (isClosedIn(then, owner) || !mayWrite(then, device));
	}

	isIndependent(witness: string, of: string): boolean {
		return isIndependent(this.state, witness, of);
	}

	hasEpoch(epoch: number): boolean {
		return epoch >= 1 && epoch <= currentEpoch(this.state);
	}

	/** What was sealed in an entry, under the chain's key or under one that was taken to be it and did not hold. */
	async openAnyhow(entry: Entry): Promise<Bytes | undefined> {
		const { log } = this;
		const { epoch } = entry;
		const lost = this.#lost.filter((each) => each.epoch === epoch);
		const keys = [
			this.entryKey(epoch),
			...lost.map(({ key }) => entryKey(this.#crypto, { log, epoch }, key)),
		];
		for (const key of await Promise.all(keys)) {
			const opened = key && (await openEntry(this.#crypto, key, entry));
			if (opened) return opened;
		}
		return undefined;
	}

	/** Reads what other tabs have stored of the chain. @returns whether there was anything, or another chain */
	async grow(): Promise<boolean> {
		const rows = await this.#archive.chain(this.log);
		const same = rows.findIndex(({ id }, at) => this.#chain.links[at]?.state.head !== id);
		const held = same < 0 ? rows.length : same;
		if (held === rows.length && held === this.#chain.links.length) return false;
		const kept = this.#chain.links.slice(0, held);
		const end = kept.at(-1);
		const chain = await grown(this.#crypto, end && { links: kept, state: end.state }, rows.slice(held));
		if (!chain) return false;
		this.#chain = chain;
		await this.#rekey();
		return true;
	}

	/**
	 * Takes in the next link: proves it, and stores it. What is in the chain already is fine.
	 * @returns why it is not the next
	 */
	async take(sealed: Sealed): Promise<ControlRefusal | 'gone' | undefined> {
		for (;;) {
			if (this.#chain.links.some(({ state }) => state.head === sealed.id)) return undefined;
			const extended = await extend(this.#crypto, this.#chain, sealed);
			if (!extended.ok) return (await this.grow()) ? this.take(sealed) : extended.reason;
			if (await this.#archive.extendChain(this.log, [sealed])) {
				this.#chain = extended.chain;
				await this.#rekey();
				return undefined;
			}
			if (!(await this.grow())) return 'gone';
		}
	}

	/** Puts another chain in the place of this one, which was found to hold over it. */
	async replace(chain: Chain, common: number): Promise<void> {
		const links = chain.links.slice(common).map(({ proven }) => proven.sealed);
		if (!(await this.#archive.replaceChain(this.log, common, links))) return;
		this.#chain = chain;
		await this.#rekey();
	}

	async #rekey(): Promise<void> {
		const { length } = this.state.epochs;
		const isKnown = this.#keyedFor.at(-1) === this.state.epochs.at(-1)?.check;
		if (!this.#own || (isKnown && this.#keys.has(length))) return;
		this.#keyedFor = this.state.epochs.map(({ check }) => check);
		const { device, pairs } = this.#own;
		const found = await epochKeys(this.#crypto, this.state, { id: device, pairs });
		for (const [epoch, key] of this.#keys) {
			if (found.get(epoch)?.join() === key.join()) continue;
			this.#lost.push({ epoch, key });
			this.#entryKeys.delete(epoch);
		}
		this.#keys = found;
	}

	/** The keys of epochs that lost a parting, from the links that were set aside then. */
	async #recall(): Promise<void> {
		if (!this.#own) return;
		const { device: id, pairs } = this.#own;
		const rows = (await this.#archive.aside(this.log)).filter(
			(row) => row.why === 'lost' && row.document === '',
		);
		for (const { bytes } of rows) {
			const read = await readEntry(this.#crypto, bytes);
			const isLink = read.ok && read.sealed.entry.kind === kinds.control;
			const action = isLink ? parseAction(read.sealed.entry.payload) : undefined;
			const wrap = action?.do === 'epoch' ? action.wraps.find(({ to }) => to === id)?.wrap : undefined;
			const most = this.state.epochs.length + rows.length;
			const lost = wrap && (await lostKey(this.#crypto, this.state, { id, pairs }, wrap, most));
			if (lost) this.#lost.push(lost);
		}
	}
}
