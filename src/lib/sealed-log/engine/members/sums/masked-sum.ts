import { type Bytes, toText, zeros } from '#lib/sealed-log/bytes.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { encodeStep, type Step } from '#lib/sealed-log/entry/step.ts';
import { mayWrite } from '#lib/sealed-log/membership/state.ts';
import { type Histogram, isPossible, toWords } from '#lib/sealed-log/sums/histogram.ts';
import { masked } from '#lib/sealed-log/sums/masks.ts';
import {
	decodeReady,
	decodeSet,
	encodePart,
	encodeReady,
	encodeSet,
	type Person,
	type ReadyWords,
} from '#lib/sealed-log/sums/payloads.ts';
import { binding, isOpen, refusesStep, type Round, roundsOf } from '#lib/sealed-log/sums/rounds.ts';
import type { Line } from '../../line/line.ts';
import type { Subject } from '../../line/subject.ts';
import { Turns } from '../../keeping/turns.ts';
import { handIn, type Stepped } from './handing.ts';
import { type Seat, Seats } from './seats.ts';
import type { Steps } from './steps.ts';
import { currentOf, isFit, nothing, type SumView, viewOf } from './view.ts';

type Said = Exclude<Step, { what: 'newer' }>;
/** What a step says beside its subject. */
type Saying = Said extends infer Each ? (Each extends Said ? Omit<Each, 'subject'> : never) : never;

/** One thing that tablets add up together: what the log says of it, and this tab's part. */
export class MaskedSum<K> {
	readonly #id: string;
	readonly #document: string;
	#subject: Subject<K>;
	#line: Line<K>;
	#steps: Steps<K>;
	#changed: () => void;
	#seats = new Seats<K>();
	#opened = new Map<string, Bytes>();
	/** Rounds that the server says are over, though nothing here tells. */
	#over = new Set<string>();
	#all: readonly Round[] = [];
	#rounds: readonly Round[] = [];
	#turns = new Turns();
	#giving: Promise<Stepped> | undefined;
	/** As it was when it was last looked at. */
	view: SumView = nothing;

	constructor(
		id: string,
		document: string,
		subject: Subject<K>,
		line: Line<K>,
		steps: Steps<K>,
		changed: () => void,
	) {
		this.#id = id;
		this.#document = document;
		this.#subject = subject;
		this.#line = line;
		this.#steps = steps;
		this.#changed = changed;
	}

	/** This tablet takes part, for those who sit at it. Once more after a page was lost: a new key. */
	async ready(people: readonly Person[]): Promise<Stepped> {
		const { crypto, roll } = this.#subject;
		if (people.length === 0 || people.length > 255) return { ok: false, reason: 'unfit' };
		const pairs = await crypto.generate();
		let own = '';
		for (let attempt = 0; ; attempt++) {
			await this.look();
			const current = currentOf(this.#rounds);
			const round = current && isOpen(current) ? current.id : toText(crypto.randomBytes(16));
			const done = await this.#hand({ round, what: 'ready', people: people.length }, async (draft) => {
				const sealed = await roll.seal(draft, encodeReady({ key: pairs.keys.agree, people }));
				this.#seats.remove(own);
				own = sealed.id;
				// Before it is handed in: the answer may be lost.
				const { place, missing = 0 } = this.#subject.row;
				const { incarnation } = place;
				this.#seats.add(sealed.id, {
					round,
					incarnation,
					missing,
					people: people.length,
					agree: pairs.agree,
					part: undefined,
				});
				return sealed;
			});
			const mayBeThere = done.ok || done.reason === 'offline' || done.reason === 'unavailable';
			if (!mayBeThere) this.#seats.remove(own);
			// Somebody else has begun in the same moment, or this one is over and nobody here has heard of it.
			const isOther = !done.ok && (done.reason === 'round-open' || this.#over.has(round));
			if (!isOther || attempt > 2) return done;
		}
	}

	/** Fixes who is in: these of the tablets that are ready. Nobody comes in after that. */
	async fix(devices: readonly string[], statements: number): Promise<Stepped> {
		const { roll } = this.#subject;
		await this.look();
		const current = currentOf(this.#rounds);
		if (!current) return { ok: false, reason: 'no-round' };
		const chosen = current.readies.filter(({ device }) => devices.includes(device));
		if (chosen.length < devices.length) return { ok: false, reason: 'wrong-set' };
		if (!isFit(chosen, binding(this.#all, current.id), this.#words)) return { ok: false, reason: 'unfit' };
		const readies = chosen.map(({ ready }) => ready);
		return this.#hand({ round: current.id, what: 'set', readies }, (draft) =>
			roll.seal(draft, encodeSet(statements)),
		);
	}

	/**
	 * Gives what the people at this tablet have marked, masked. The marks are not kept. When the line is cut, the part is sent
	 * as soon as it is up again, unless the round is over by then.
	 */
	async give(marks: Histogram): Promise<Stepped> {
		await this.look();
		const seat = this.#seat;
		const round = currentOf(this.#rounds);
		if (this.view.mine === 'given') return { ok: true };
		if (!round?.set || seat?.round !== round.id) return { ok: false, reason: 'lost' };
		if (!seat.part) {
			const { isFit: fits, statements } = this.view;
			const isRight = marks.people === seat.people && marks.counts.length === statements;
			if (!fits || !isRight || !isPossible(marks)) return { ok: false, reason: 'unfit' };
			const words = await this.#masked(round, round.set.id, seat, toWords(marks));
			if (!words) return { ok: false, reason: 'unfit' };
			// Another tap may have been as quick.
			if (this.#seat !== seat) return { ok: false, reason: 'lost' };
			seat.part ??= { set: round.set.id, words };
			seat.agree = undefined;
		}
		return this.#send();
	}

	/** Ends the round, while somebody's part is missing. */
	async abandon(): Promise<Stepped> {
		await this.look();
		const current = currentOf(this.#rounds);
		if (!current) return { ok: false, reason: 'no-round' };
		return this.#hand({ round: current.id, what: 'abandon' }, (draft) =>
			this.#subject.roll.seal(draft, zeros(0)),
		);
	}

	/** Reads what the log says by now. */
	look(): Promise<void> {
		return this.#turns.take(async () => {
			await this.#steps.read();
			this.#all = roundsOf(this.#steps.of(this.#id));
			this.#rounds = this.#all.filter(({ id }) => !this.#over.has(id));
			this.#seats.keep(this.#rounds, this.#subject.row);
			const round = currentOf(this.#rounds);
			const before = binding(this.#all, '').flatMap(({ set }) => set?.sittings ?? []);
			const sittings = [...(round?.set?.sittings ?? round?.readies ?? []), ...before];
			const needed = [...sittings.map(({ ready }) => ready), ...(round?.parts.values() ?? [])];
			if (round?.set) needed.push(round.set.id);
			const couldRead = await Promise.all(needed.map((id) => this.#open(id)));
			const { device } = this.#subject.row;
			const set = round?.set && this.#opened.get(round.set.id);
			const shown = JSON.stringify(this.view);
			const seat = this.#seat;
			const hand = seat && { hasPart: seat.part !== undefined };
			this.view = viewOf(
				this.#rounds,
				this.#all,
				device,
				hand,
				this.#words,
				set && decodeSet(set),
				(id) => this.#opened.get(id),
				couldRead.every((can) => can),
			);
			if (JSON.stringify(this.view) !== shown) this.#changed();
		});
	}

	/** Something has changed: what waits to be sent may be. */
	async again(): Promise<void> {
		await this.look();
		if (this.#seat?.part && this.#line.isLive) await this.#send();
	}

	/** This tab has a key of it, or a part that the log has not got. */
	get isInHand(): boolean {
		return this.#seats.size > 0;
	}

	/** [SU14] The server has forgotten, or this tab ends: what this tab has in hand is good for nothing. */
	forget(): void {
		this.#seats.clear();
	}

	/** What this tab has in hand of the round that goes on. */
	get #seat(): Seat<K> | undefined {
		const round = currentOf(this.#rounds);
		return round && this.#seats.at(round, this.#subject.row.device);
	}

	/** @returns false when this device has not the key of what is sealed there */
	async #open(id: string): Promise<boolean> {
		const entry = this.#opened.has(id) ? undefined : this.#steps.entry(id);
		if (!entry) return true;
		const { roll } = this.#subject;
		const opened = await roll.openAnyhow(entry);
		if (opened) this.#opened.set(id, opened);
		return opened !== undefined || (await roll.entryKey(entry.epoch)) !== undefined;
	}

	#words = (ready: string): ReadyWords | undefined => {
		const bytes = this.#opened.get(ready);
		return bytes && decodeReady(bytes);
	};

	/** [SU7] The words with the masks of all pairs on them. */
	async #masked(round: Round, set: string, seat: Seat<K>, words: Uint32Array) {
		const { crypto, row } = this.#subject;
		const others = round.set?.sittings.filter(({ device }) => device !== row.device) ?? [];
		const pairs = others.flatMap(({ device, ready }) => {
			const key = this.#words(ready)?.key;
			return key ? [{ device, key }] : [];
		});
		if (!seat.agree || pairs.length < others.length) return undefined;
		return masked(crypto, { device: row.device, agree: seat.agree }, pairs, set, words);
	}

	/** [SU11] One at a time: the same part, until the log has it or the round is over. */
	#send(): Promise<Stepped> {
		this.#giving ??= this.#sendNow().finally(() => (this.#giving = undefined));
		return this.#giving;
	}

	async #sendNow(): Promise<Stepped> {
		const seat = this.#seat;
		const { part } = seat ?? {};
		if (!seat || !part) return { ok: false, reason: 'lost' };
		const seal = async (draft: StepDraft, isAnew: boolean): Promise<Sealed> => {
			if (isAnew || !part.sealed) part.sealed = await this.#subject.roll.seal(draft, encodePart(part.words));
			return part.sealed;
		};
		const done = await this.#hand({ round: seat.round, what: 'part', set: part.set }, seal);
		// Of what the server says no to for good nothing is kept.
		const isFinal = !done.ok && ['round-over', 'wrong-set', 'not-in-set', 'no-round'].includes(done.reason);
		if (isFinal) this.#seats.end(seat.round);
		await this.look();
		return this.view.mine === 'given' ? { ok: true } : done;
	}

	async #hand(
		saying: Saying,
		seal: (draft: StepDraft, isAnew: boolean) => Promise<Sealed>,
	): Promise<Stepped> {
		const { crypto, roll, row } = this.#subject;
		const step: Said = { ...saying, subject: this.#id };
		const seat = this.#seat;
		const session = toText(crypto.randomBytes(8));
		const draft = {
			kind: kinds.sum,
			document: this.#document,
			session,
			counter: 1,
			prev: noEntry,
			client: 0,
			extra: encodeStep(step),
		} as const;
		const done = await handIn(this.#subject, this.#line, {
			make: (isAnew) => seal(draft, isAnew),
			read: () => this.look(),
			has: ({ id }) => this.#steps.entry(id) !== undefined,
			refuses: () => {
				if (step.what === 'part' && this.#seat !== seat) return 'round-over';
				const isIn = (device: string) => mayWrite(roll.state, device);
				if (!isIn(row.device)) return 'read-only';
				const known = this.#steps.of(this.#id).filter((each) => !this.#over.has(each.step.round));
				return refusesStep(known, { device: row.device, step }, isIn);
			},
		});
		await this.look();
		await this.#end(step, done);
		return done;
	}

	/** What tells how a round ended may have been dropped before this tablet came to read it. */
	async #end({ what, round: id }: Said, done: Stepped): Promise<void> {
		if (done.ok || (done.reason !== 'round-over' && done.reason !== 'no-round')) return;
		const round = this.#rounds.find((each) => each.id === id);
		const isKnown = what === 'abandon' ? false : what === 'part' ? this.view.mine === 'given' : round?.set;
		if (!round || !isOpen(round) || isKnown) return;
		this.#over.add(id);
		this.#seats.end(id);
		await this.look();
	}
}

type StepDraft = Parameters<Subject<unknown>['roll']['seal']>[0];
