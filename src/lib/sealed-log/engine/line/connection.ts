import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { nextHead } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { type Frame, nowhere } from '#lib/sealed-log/wire/frames.ts';
import { acknowledge, requeue, take } from '../keeping/intake.ts';
import { hasReturned, takeIn } from './incoming.ts';
import { Outgoing } from './outgoing.ts';
import { Heads } from './passing/heads.ts';
import { Leases, vainOf } from './passing/leases.ts';
import { OwnHead } from './passing/own-head.ts';
import { takePassing } from './passing/passing.ts';
import { standIns, chainFrom, lacksOwn, readContested, settleWith } from './settling.ts';
import type { Subject } from './subject.ts';
import { Dismissed, type FrameOf, LineDown, Talk } from './talk.ts';

/** What the server says to an entry: its place, or why not. */
export type Answer = FrameOf<'appended'> | FrameOf<'refused'>;

/** Logs of which everything was asked for once more in this tab, since something was missing. */
const askedAnew = new WeakSet<object>();

/** One line to the server for one log, from hello until it is cut. */
export class Connection<K> {
	#subject: Subject<K>;
	#talk: Talk<K>;
	#outgoing: Outgoing<K>;
	/** What was handed in beside the outbox, and who waits for the answer. */
	#asked = new Map<string, { sealed: Sealed; answer: (answer: Answer | undefined) => unknown }>();
	#leases: Leases;
	/** The server's sessions, when it does not know where this device says it is. */
	#vector: FrameOf<'vector'> | undefined;
	/** What has which place was found out anew. */
	#isReordered = false;
	/** Everything that there was is read, and what is new comes by itself. */
	isLive = false;
	/** What the server's clock said when nothing had elapsed by this device's. */
	#zero = 0;
	#heads: Heads<K>;
	#ownHead: OwnHead<K>;

	constructor(subject: Subject<K>) {
		this.#subject = subject;
		this.#heads = new Heads(subject);
		this.#ownHead = new OwnHead(subject, (sealed) => this.pass(sealed));
		this.#talk = new Talk(subject, subject.id);
		this.#leases = new Leases(subject.clock, vainOf(subject), (document) =>
			this.#talk.send({ type: 'lease', document }),
		);
		this.#outgoing = new Outgoing(subject, (frame) => this.#talk.send(frame));
	}

	/**
	 * Says hello, settles what differs, and stays until the line is cut.
	 * @param live called when everything that there was is read
	 * @throws LineDown, Dismissed
	 */
	async run(live: () => void): Promise<never> {
		try {
			if (!(await this.#talk.opened)) throw new LineDown();
			await this.#catchUp();
			if (this.#isReordered) await readContested(this.#subject);
			this.isLive = true;
			live();
			this.#outgoing.start();
			this.#ownHead.soon();
			for (;;) await this.#handle(await this.#talk.next());
		} finally {
			this.close();
		}
	}

	/** What time it is at the server: this device's clock may be wrong by years, and be set at any time. */
	now(): number {
		return Math.round(this.#zero + this.#subject.clock.elapsed());
	}

	close(): void {
		this.isLive = false;
		this.#heads.close();
		this.#outgoing.stop();
		this.#talk.close();
		this.#ownHead.stop();
		for (const { answer } of this.#asked.values()) answer(undefined);
		this.#leases.close();
		this.#asked.clear();
	}

	/** Something may wait to be sent. */
	pump(): void {
		if (this.isLive) void this.#outgoing.pump();
	}

	/** Hands in what was just made and waits nowhere: a link, a step. `undefined`: the line was cut, it may have arrived. */
	hand(sealed: Sealed): Promise<Answer | undefined> {
		if (!this.isLive) return Promise.resolve(undefined);
		const answered = new Promise<Answer | undefined>((answer) =>
			this.#asked.set(sealed.id, { sealed, answer }),
		);
		this.#talk.send({ type: 'append', entry: sealed });
		return answered;
	}

	/** Passes something on to who is there. */
	pass(sealed: Sealed): void {
		if (this.isLive) this.#talk.send({ type: 'pass', entry: sealed });
	}

	/** @returns milliseconds for making a document's snapshot; 0 is no */
	lease(document: string): Promise<number> {
		return this.isLive ? this.#leases.lease(document) : Promise.resolve(0);
	}

	/** Comes to where the log stands. A server that has forgotten is greeted a second time, as one that was never met. */
	async #catchUp(): Promise<void> {
		for (;;) {
			const welcome = await this.#greet();
			this.#vector = undefined;
			this.#zero = welcome.time - this.#subject.clock.elapsed();
			for (const head of welcome.heads) await takePassing(this.#subject, this.#heads, head);
			if (welcome.chain.head !== this.#subject.roll.state.head) await this.#settleChain();
			if (await hasReturned(this.#subject)) await this.#subject.refresh();
			if (!(await this.#readAll())) continue;
			await this.#askAnew(welcome);
			return;
		}
	}

	/** Something is missing that no snapshot stands for, or there: the server is asked for everything once more. */
	async #askAnew({ sessions }: FrameOf<'welcome'>): Promise<void> {
		const { archive, id } = this.#subject;
		const isLacking = !askedAnew.has(this.#subject) && !(await this.#ownHead.lacksNothing());
		if (isLacking) askedAnew.add(this.#subject);
		if (!isLacking && !(await lacksOwn(this.#subject, sessions))) return;
		await archive.change(id, () => ({ place: nowhere }));
		await this.#subject.refresh();
		throw new LineDown();
	}

	async #greet(): Promise<FrameOf<'welcome'>> {
		const { row, roll } = this.#subject;
		if (!roll.author) throw new Dismissed('unknown-author');
		for (let attempt = 0; ; attempt++) {
			const answer = await this.#talk.greet(roll.author, row.place, roll.mark);
			if (answer.type === 'welcome') return answer;
			const isStranger = answer.code === 'unknown-log' || answer.code === 'unknown-author';
			// It holds another chain, in which this device is not: it has nothing of what was written here.
			if (isStranger && attempt > 0 && row.place.seq > 0) await this.#requeue({ sessions: [] }, true);
			if (!isStranger || attempt > 0) throw new Dismissed(answer.code);
			await this.#introduce(answer.code === 'unknown-log');
		}
	}

	/** The server does not know the log, or not this device: the chain proves itself. */
	async #introduce(isFounding: boolean): Promise<void> {
		const { roll, token } = this.#subject;
		for (const [at, { proven }] of roll.chain.links.entries()) {
			const entry = proven.sealed;
			const isFirst = isFounding && at === 0;
			this.#talk.send(isFirst ? { type: 'found', token, entry } : { type: 'backfill', entry });
			const answer = await this.#talk.await(['appended', 'refused']);
			if (answer.type === 'appended') continue;
			if (isFirst || answer.about === noEntry) throw new Dismissed(answer.code);
		}
	}

	/** Fetches the chain that the server holds, and settles it with this device's. */
	async #settleChain(): Promise<void> {
		const links = await this.#talk.chain((frame) => this.#handle(frame));
		const { crypto, id, roll } = this.#subject;
		const theirs = await chainFrom(crypto, id, links, roll.chain);
		if (!theirs) throw new LineDown();
		const missing = await settleWith(this.#subject, theirs);
		for (const entry of missing) await this.#handIn(entry);
	}

	/** Gives back what the server has forgotten, and waits for the answer. */
	async #handIn(entry: Sealed): Promise<void> {
		let isAnswered = false;
		this.#asked.set(entry.id, { sealed: entry, answer: () => (isAnswered = true) });
		this.#talk.send({ type: 'backfill', entry });
		while (!isAnswered) await this.#handle(await this.#talk.next());
	}

	/**
	 * Reads on from the cursor to the end.
	 * @returns false when the server does not know the cursor: what it lacks waits now, and everything is to be read anew
	 */
	async #readAll(): Promise<boolean> {
		if (this.#subject.row.place.seq === 0) await this.#beginAnew();
		let held: FrameOf<'entries'> | undefined;
		this.#talk.fetch('all', this.#subject.row.place.seq);
		for (;;) {
			const page = await this.#talk.await(['entries'], (frame) => this.#handle(frame));
			if (this.#vector) {
				this.#subject.concern('forgot', this.#subject.row.place.seq > 0);
				await this.#requeue(this.#vector, true);
				return false;
			}
			// The next one is on its way while this one is looked at.
			if (page.more) this.#talk.fetch('all', page.place.seq);
			held = { ...page, entries: [...(held?.entries ?? []), ...page.entries] };
			// What stands for dropped entries comes after what was not dropped, and has to be read first: all or nothing.
			if (page.more && held.entries.length < held.place.seq - this.#subject.row.place.seq) continue;
			await this.#heads.passed(await takeIn(this.#subject, held.entries, held.place));
			held = undefined;
			if (!page.more) return true;
		}
	}

	/** Whatever is read from the beginning on: the server may have lost something since, that it had when it was read before. */
	async #beginAnew(): Promise<void> {
		const { archive, id } = this.#subject;
		if (!this.#isReordered && (await archive.documents(id)).length > 0) {
			this.#talk.send({ type: 'vector', chain: this.#subject.roll.mark, sessions: [] });
			await this.#requeue(await this.#talk.await(['vector'], (frame) => this.#handle(frame)), false);
		}
		for (const base of await standIns(this.#subject)) await this.#handIn(base);
	}

	async #requeue({ sessions }: Pick<FrameOf<'vector'>, 'sessions'>, hasForgotten: boolean): Promise<void> {
		await requeue(this.#subject.archive, this.#subject.id, sessions, hasForgotten);
		this.#heads.forget();
		await this.#subject.refresh();
		this.#isReordered = true;
	}

	async #handle(frame: Frame): Promise<void> {
		switch (frame.type) {
			case 'entries':
				return this.#entries(frame);
			case 'appended':
				return this.#appended(frame);
			case 'refused':
				return this.#refused(frame);
			case 'pass':
				return takePassing(this.#subject, this.#heads, frame.entry);
			case 'vector':
				return void (this.#vector = frame);
			case 'leased':
				return this.#leases.answered(frame.document, frame.time);
			default:
				return undefined;
		}
	}

	async #entries({ entries, place, more }: FrameOf<'entries'>): Promise<void> {
		// Of a greeting that is over: it comes once more.
		if (!this.isLive) return;
		// An empty one that promises more only says that the server has stopped telling.
		if (entries.length > 0) await this.#heads.passed(await takeIn(this.#subject, entries, place, true));
		this.#ownHead.soon();
		this.pump();
		if (!more) return;
		this.isLive = false;
		if (!(await this.#readAll())) throw new LineDown();
		this.isLive = true;
	}

	async #appended(frame: FrameOf<'appended'>): Promise<void> {
		const { id, seq, head } = frame;
		const { archive, clock, crypto, row, roll } = this.#subject;
		const asked = this.#asked.get(id);
		this.#asked.delete(id);
		const isLink = asked?.sealed.entry.kind === kinds.control;
		if (isLink) await roll.take(asked.sealed);
		if (this.isLive && seq > row.place.seq + 1) throw new LineDown();
		const isNext = this.isLive && seq === row.place.seq + 1;
		if (isNext && (await nextHead(crypto, row.place.head, id)) !== head) {
			this.#subject.concern('split', true);
			throw new LineDown();
		}
		const place = isNext ? { ...row.place, seq, head } : undefined;
		// Nothing of a step was stored before. Without a place it comes with what is read.
		const step = place && asked?.sealed.entry.kind === kinds.sum ? asked.sealed : undefined;
		const now = clock.now();
		if (place && step) await take(archive, this.#subject.id, [{ seq, sealed: step }], place, now);
		const contested = step ? [] : await acknowledge(archive, this.#subject.id, { id, seq }, place, now);
		await this.#subject.refresh();
		if (contested?.length) this.#subject.forked(contested);
		if (place) await this.#heads.passed([{ seq, head }]);
		this.#subject.grown(step ? [step.entry.document] : []);
		asked?.answer(frame);
		this.#outgoing.appended(id);
		this.#ownHead.soon();
		if (this.isLive && isLink && (await hasReturned(this.#subject))) throw new LineDown();
	}

	async #refused(frame: FrameOf<'refused'>): Promise<void> {
		if (frame.about === noEntry) throw new Dismissed(frame.code);
		const asked = this.#asked.get(frame.about);
		this.#asked.delete(frame.about);
		asked?.answer(frame);
		// Somebody has turned the epoch and we have not heard of it yet: it comes with the next entries.
		await this.#outgoing.refused(frame.about, frame.code, frame.counter);
	}
}
