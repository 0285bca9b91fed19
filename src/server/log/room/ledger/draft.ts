import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { firstHead, nextHead } from '#lib/sealed-log/entry/ids.ts';
import type { Place } from '#lib/sealed-log/entry/extra.ts';
import { isChained, kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { lean, type LeanChain } from '#lib/sealed-log/membership/chain.ts';
import type { Membership } from '#lib/sealed-log/membership/state.ts';
import type { Change, KeptSession, LogStore, StoredEntry } from '../../keeping/log-store.ts';
import { type Head, type Ledger, sessionKey } from './ledger.ts';
import { type Sum, Sums } from './sums.ts';

/** Where an entry lies, or will when the draft is stored. */
export type Lying = Pick<StoredEntry, 'seq' | 'head' | 'id'>;

/** A log as it will stand when what was handed in together is stored: what each is judged by. */
export class Draft {
	readonly log: string;
	readonly entries: StoredEntry[] = [];
	readonly heads = new Map<string, Head>();
	readonly sums: Sums;
	place: Place;
	chain: LeanChain | undefined;
	#ledger: Ledger | undefined;
	#after: Place;
	#links: Map<string, number>;
	#lost: number[] = [];
	#sessions = new Map<string, KeptSession>();
	/** Sessions that stand elsewhere than what is added says. */
	#marked = new Set<string>();

	/**
	 * @param ledger of the log as it is stored, if it is
	 * @param incarnation for when it is not
	 */
	constructor(log: string, ledger: Ledger | undefined, incarnation: string) {
		this.log = log;
		this.#ledger = ledger;
		this.#after = ledger?.place ?? { incarnation, seq: 0, head: firstHead(log, incarnation) };
		this.#links = new Map(ledger?.links);
		this.place = this.#after;
		this.chain = ledger?.chain;
		this.sums = new Sums(ledger?.sums);
	}

	get state(): Membership | undefined {
		return this.chain?.state;
	}

	/** Nothing but the chain has been taken in since the log was founded here. */
	get isOnlyChain(): boolean {
		return (this.#ledger?.sessions.size ?? 0) === 0 && this.#sessions.size === 0;
	}

	/** Entries and bytes that the log will have. */
	get size() {
		const { entries = 0, bytes = 0 } = this.#ledger?.size ?? {};
		const added = this.entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
		return { entries: entries + this.entries.length, bytes: bytes + added };
	}

	last(device: string, session: string): KeptSession | undefined {
		const key = sessionKey(device, session);
		return this.#sessions.get(key) ?? this.#ledger?.sessions.get(key);
	}

	/** Sessions of which something was dropped. */
	droppedSessions(): KeptSession[] {
		return [...(this.#ledger?.sessions.values() ?? [])].filter(({ dropped }) => dropped > 0);
	}

	/** A session stands there. */
	mark(session: KeptSession): void {
		const key = sessionKey(session.device, session.session);
		this.#sessions.set(key, session);
		this.#marked.add(key);
	}

	/** A session goes on over what lies there still, behind what had to be handed back. */
	async goOn(store: LogStore, { entry: { device, session } }: Sealed): Promise<void> {
		for (;;) {
			const last = this.last(device, session);
			const counter = (last?.counter ?? 0) + 1;
			// oxlint-disable-next-line no-await-in-loop
			const next = last && (await store.held(this.log, device, session, counter));
			if (!next) return;
			this.mark({ ...last, counter, id: next.id });
		}
	}

	/** Sessions whose last entry no snapshot stands for. */
	openSessions(): KeptSession[] {
		const all = new Map([...(this.#ledger?.sessions ?? []), ...this.#sessions]);
		return [...all.values()].filter(({ counter, dropped }) => dropped < counter);
	}

	headOf(device: string): Head | undefined {
		return this.heads.get(device) ?? this.#ledger?.heads.get(device);
	}

	/**
	 * What lies in an entry's place in its session.
	 * @param isBehind also behind the session's last one, where that stands before what is left of it
	 */
	async held(store: LogStore, { entry }: Sealed, isBehind = false): Promise<Lying | undefined> {
		const { device, session, counter } = entry;
		const own = this.entries.find(
			(each) => each.counter === counter && each.session === session && each.device === device,
		);
		if (own) return own;
		const last = this.#ledger?.sessions.get(sessionKey(device, session));
		return last && (isBehind || counter <= last.counter)
			? store.held(this.log, device, session, counter)
			: undefined;
	}

	/** Where a link of the chain lies. */
	async link(store: LogStore, id: string): Promise<Lying | undefined> {
		const seq = this.#links.get(id);
		if (seq === undefined) return undefined;
		const head = this.entries.find((each) => each.seq === seq)?.head ?? (await store.headAt(this.log, seq));
		return head === undefined ? undefined : { seq, head, id };
	}

	/** Gives an entry that was judged its place. */
	async add<K>(crypto: Crypto<K>, sealed: Sealed): Promise<StoredEntry> {
		const { id, entry, bytes } = sealed;
		const { incarnation, seq, head } = this.place;
		const { kind, document, device, session, counter } = entry;
		this.place = { incarnation, seq: seq + 1, head: await nextHead(crypto, head, id) };
		const stored = { ...this.place, id, kind, document, device, session, counter, bytes };
		this.entries.push(stored);
		if (kind === kinds.sum) this.sums.take(sealed, this.place.seq);
		if (kind === kinds.control) this.#links.set(id, this.place.seq);
		if (isChained(kind)) {
			const dropped = this.last(device, session)?.dropped ?? 0;
			const mark = { device, session, document, counter, id, dropped };
			this.#sessions.set(sessionKey(device, session), mark);
		}
		return stored;
	}

	/** The chain with another end: links that are not in it any more lose their places. */
	replaceChain(chain: LeanChain): void {
		this.chain = chain;
		const held = new Set(chain.links.map(({ state }) => state.head));
		for (const [id, seq] of this.#links) {
			if (held.has(id)) continue;
			this.#links.delete(id);
			this.#lost.push(seq);
		}
	}

	get isEmpty(): boolean {
		return this.entries.length === 0 && this.#marked.size === 0;
	}

	/** What is to be stored. */
	get change(): Omit<Change, 'heads'> {
		const sessions = [...this.#marked].flatMap((key) => this.#sessions.get(key) ?? []);
		return { after: this.#after, entries: this.entries, lost: this.#lost, sessions, sums: this.sums.kept };
	}

	/** The ledger once the change is stored. */
	stored(): Ledger | undefined {
		if (!this.chain) return undefined;
		const ledger = this.#ledger;
		const { log, place, size } = this;
		const chain = this.chain === ledger?.chain ? this.chain : lean(this.chain);
		const sessions = ledger?.sessions ?? new Map<string, KeptSession>();
		const heads = ledger?.heads ?? new Map<string, Head>();
		for (const [key, session] of this.#sessions) sessions.set(key, session);
		for (const [device, head] of this.heads) heads.set(device, head);
		const sums = this.sums.merged(ledger?.sums ?? new Map<string, Sum>());
		return { log, place, chain, links: this.#links, sessions, heads, sums, size };
	}
}
