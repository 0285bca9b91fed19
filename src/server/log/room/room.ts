import { toText } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { connecting } from '#lib/sealed-log/membership/judge.ts';
import type { Clock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import { Breaker, type Limits, Paces, roomFor } from '../limits.ts';
import { type LogStore, StoreUnavailable } from '../keeping/log-store.ts';
import { Draft } from './ledger/draft.ts';
import type { Handed, Outcome, Party } from './handed.ts';
import { LateHeads } from './heads.ts';
import { passOn, refuse, takeEntry } from './judging/entries.ts';
import { type Ledger, readLedger } from './ledger/ledger.ts';
import { Leases } from './leases.ts';
import { Line } from './line.ts';
import { type Branches, takeLink } from './judging/links.ts';
import { Restraint } from './judging/restraint.ts';
import { droppable, readCoverings, Snapshots } from './ledger/snapshots.ts';
import { moreFrame, refusedFrame, tell, type Told } from './telling.ts';

export interface RoomParts<K> {
	crypto: Crypto<K>;
	store: LogStore;
	clock: Clock;
	limits: Limits;
	journal: Journal;
}

const INCARNATION_SIZE = 16;
/** Somebody else writes the same log, and is quicker each time. */
const MOST_ATTEMPTS = 10;

/**
 * One log of one committee: what is handed in is judged in order, stored, answered, and told to the others. Whatever
 * goes wrong in here stays in here.
 */
export class LogRoom<K> {
	readonly log: string;
	readonly parties = new Set<Party>();
	readonly leases: Leases;
	#parts: RoomParts<K>;
	/** As it was last known, and what those who are here were told. */
	#known: Ledger | undefined;
	#isFresh = false;
	#loading: Promise<Ledger | undefined> | undefined;
	/** Counts what was stored and what is in doubt since: what was read before that is old. */
	#age = 0;
	#snapshots: Snapshots;
	#branches: Branches = new Map();
	#line: Line;
	#heads: LateHeads;
	#paces: Paces;
	#restraint: Restraint;
	#breaker: Breaker;

	constructor(log: string, parts: RoomParts<K>) {
		const { clock, limits, store } = parts;
		this.log = log;
		this.#parts = parts;
		this.leases = new Leases(clock);
		this.#snapshots = new Snapshots(async (document) => readCoverings(await store.snapshots(log, document)));
		this.#line = new Line((batch) => this.#settle(batch));
		this.#heads = new LateHeads(clock, () => this.#storeHeads());
		this.#paces = new Paces(clock, limits);
		this.#restraint = new Restraint(clock);
		this.#breaker = new Breaker(clock);
	}

	/** What is known of the log; undefined when it is not known here. Rejected when that cannot be said just now. */
	async ledger(): Promise<Ledger | undefined> {
		if (this.#isFresh && this.#known) return this.#known;
		this.#loading ??= this.#load().finally(() => {
			this.#loading = undefined;
		});
		return this.#loading;
	}

	async #load(): Promise<Ledger | undefined> {
		if (this.#breaker.isOpen) throw new StoreUnavailable('resting');
		const { crypto, store } = this.#parts;
		const age = this.#age;
		const kept = await store.open(this.log);
		try {
			const ledger = kept && (await readLedger(crypto, this.log, kept));
			if (age !== this.#age) return this.#isFresh ? this.#known : await this.#load();
			this.#stands(ledger);
			return ledger;
		} catch (error) {
			this.#note(error);
			throw new StoreUnavailable('unreadable', { cause: error });
		}
	}

	#note(error: unknown): void {
		// What all logs suffer from is no fault of this one.
		if (error instanceof StoreUnavailable) return;
		this.#breaker.failed();
		this.#parts.journal.note('log-failed', { error: error instanceof Error ? error.name : 'unknown' });
	}

	/** The log was read anew. If it stands elsewhere than those here were told, they have to read on from there. */
	#stands(ledger: Ledger | undefined): void {
		const before = this.#known?.place;
		const place = ledger?.place;
		this.#known = ledger;
		this.#isFresh = true;
		if (!before || (place?.seq === before.seq && place.head === before.head)) return;
		for (const party of this.parties) {
			if (place?.incarnation !== before.incarnation) party.dismiss('unavailable');
			else if (party.isLive) {
				party.isLive = false;
				party.send(moreFrame(before));
			}
		}
		if (ledger) this.#dismiss(ledger);
	}

	/** Reads the log anew: somebody else has written it. */
	async refresh(): Promise<void> {
		this.#isFresh = false;
		this.#age += 1;
		await this.ledger();
	}

	/** As it was last known. Throws when the log never was. */
	get known(): Ledger {
		if (!this.#known) throw new StoreUnavailable('unknown');
		return this.#known;
	}

	get isKnown(): boolean {
		return this.#known !== undefined;
	}

	/** Whether a device has as many connections as it may; an admin finds room when others have taken all there is. */
	isFullFor(who: string): boolean {
		const { connections, share } = this.#parts.limits;
		const own = [...this.parties].filter((party) => party.who === who).length;
		return own >= connections * share || (this.parties.size >= connections && !this.#isAdmin(who));
	}

	#isAdmin(who: string): boolean {
		return this.#known?.chain.state.devices.get(who)?.role === 'admin';
	}

	get isIdle(): boolean {
		return this.parties.size === 0 && this.#line.isEmpty;
	}

	leave(party: Party): void {
		this.parties.delete(party);
		this.leases.leave(party);
		this.#branches.delete(party);
	}

	/** Stores what is still to be stored. */
	async finish(): Promise<void> {
		await this.#line.emptied();
		await this.#storeHeads();
	}

	/** Settles when the entry has its answer. */
	async hand(handed: Handed): Promise<void> {
		const refusal = this.#refusal(handed);
		if (refusal) handed.from.send(refusedFrame(refusal, { about: handed.sealed.id }));
		else await this.#line.join(handed);
	}

	#refusal({ sealed, from }: Handed) {
		if (this.#breaker.isOpen) return 'unavailable';
		// What an admin says about who is in: no crowd may keep it out.
		const isGoverning = sealed.entry.kind === kinds.control && this.#isAdmin(from.who);
		const most = roomFor(this.#parts.limits.queued, isGoverning);
		if (this.#line.bytes + sealed.bytes.length > most) return 'too-many';
		return this.#paces.allow(from.who, isGoverning) ? undefined : 'too-many';
	}

	async #settle(batch: readonly Handed[]): Promise<void> {
		try {
			for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
				// oxlint-disable-next-line no-await-in-loop
				if (await this.#attempt(batch)) return;
				this.#forget();
			}
			throw new StoreUnavailable('outrun');
		} catch (error) {
			this.#note(error);
			this.#forget();
			for (const { from, sealed } of batch) from.send(refusedFrame('unavailable', { about: sealed.id }));
		}
	}

	/** What is stored may be other than what was thought: it is read anew before it is used again. */
	#forget(): void {
		this.#isFresh = false;
		this.#age += 1;
		this.#branches.clear();
	}

	/** `false` when somebody else wrote in between. */
	async #attempt(batch: readonly Handed[]): Promise<boolean> {
		const ledger = await this.ledger();
		const incarnation = toText(this.#parts.crypto.randomBytes(INCARNATION_SIZE));
		const draft = new Draft(this.log, ledger, incarnation);
		const told: Told[] = [];
		for (const handed of batch) {
			// oxlint-disable-next-line no-await-in-loop
			told.push({ handed, outcomes: await this.#judge(draft, handed) });
		}
		if (!draft.isEmpty) {
			const heads = this.#heads.take(draft.heads);
			if (!(await this.#parts.store.append(this.log, { ...draft.change, heads }))) return false;
		} else this.#heads.add(draft.heads);
		this.#breaker.worked();
		this.#install(draft, told);
		await this.#tidy(draft);
		return true;
	}

	/** A mistake of ours about one entry is no reason to refuse the others. */
	async #judge(draft: Draft, handed: Handed): Promise<readonly Outcome[]> {
		const { crypto, store, clock } = this.#parts;
		const bench = { crypto, store, snapshots: this.#snapshots, restraint: this.#restraint };
		try {
			if (handed.how === 'pass') return [await passOn(bench, draft, handed)];
			if (handed.sealed.entry.kind === kinds.control)
				return await takeLink({ ...bench, branches: this.#branches, now: clock.now() }, draft, handed);
			if (this.#wouldOverflow(draft, handed)) return [refuse('too-many')];
			return [await takeEntry(bench, draft, handed)];
		} catch (error) {
			if (error instanceof StoreUnavailable) throw error;
			this.#note(error);
			return [refuse('unavailable')];
		}
	}

	/** The chain has room always: a device must be removable from a log that is full. What makes room has some. */
	#wouldOverflow({ size }: Draft, { sealed: { entry, bytes } }: Handed): boolean {
		const isAdmins = entry.kind === kinds.snapshot && this.#isAdmin(entry.device);
		const isRelief = isAdmins || entry.kind === kinds.countersign;
		const { limits } = this.#parts;
		if (size.entries >= roomFor(limits.entries, isRelief)) return true;
		return size.bytes + bytes.length > roomFor(limits.bytes, isRelief);
	}

	/** The draft is stored: now it is so, and everybody is told, before anything else happens. */
	#install(draft: Draft, told: readonly Told[]): void {
		const ledger = draft.stored();
		this.#known = ledger;
		this.#isFresh = true;
		this.#age += 1;
		const isParted = draft.entries.some(({ kind }) => kind === kinds.control) && ledger !== undefined;
		// Who was removed is told nothing of what was stored with it.
		if (isParted) for (const party of this.parties) party.isLive &&= this.#standing(ledger, party).ok;
		tell(this.parties, told, draft.change.after, this.#parts.limits.waiting);
		if (isParted) this.#dismiss(ledger);
	}

	#standing({ chain }: Ledger, { who }: Party) {
		return connecting(chain.state, who, this.#parts.clock.now());
	}

	/** Whoever the chain has no place for any more. */
	#dismiss(ledger: Ledger): void {
		for (const party of this.parties) {
			const standing = this.#standing(ledger, party);
			if (!standing.ok) party.dismiss(standing.reason);
		}
	}

	/** A countersigned snapshot makes others superfluous. If that fails, the next one does it. */
	async #tidy({ entries }: Draft): Promise<void> {
		for (const { document } of entries.filter(({ kind }) => kind === kinds.snapshot)) {
			this.leases.end(document);
			this.#snapshots.forget(document);
		}
		const countersigned = entries.filter(({ kind }) => kind === kinds.countersign);
		for (const document of new Set(countersigned.map((entry) => entry.document))) {
			this.#snapshots.forget(document);
			// oxlint-disable-next-line no-await-in-loop
			await this.#drop(document).catch((error: unknown) => this.#note(error));
		}
	}

	async #drop(document: string): Promise<void> {
		const marks = droppable(this.known.chain.state, await this.#snapshots.of(document));
		if (marks.length === 0) return;
		const size = await this.#parts.store.drop(this.log, document, marks);
		this.#snapshots.forget(document);
		this.#forget();
		this.#parts.journal.note('dropped', { ...size });
	}

	async #storeHeads(): Promise<void> {
		const heads = this.#heads.take();
		if (heads.length === 0 || !this.#known) return;
		const change = { after: this.#known.place, entries: [], lost: [], sessions: [], heads, sums: [] };
		await this.#parts.store.append(this.log, change).catch(() => undefined);
	}
}
