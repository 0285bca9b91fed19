import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { bodyOf } from '#lib/sealed-log/entry/codec.ts';
import { entryId } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { readEntry, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { boxOf, connecting, noBox } from '#lib/sealed-log/membership/judge.ts';
import { mayWrite } from '#lib/sealed-log/membership/state.ts';
import { decodeFrame, encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { Frame, Sent } from '#lib/sealed-log/wire/frames.ts';
import { CHALLENGE_SIZE, isConnectionProven } from '#lib/sealed-log/wire/proof.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { Handed, Party } from './room/handed.ts';
import type { Host, Wire } from './ports.ts';
import { isKnownPlace, readPage, vectorOf, welcomeOf } from './room/reading.ts';
import type { LogRoom } from './room/room.ts';
import { refusedFrame } from './room/telling.ts';
import { StoreUnavailable } from './keeping/log-store.ts';

type Hello = Extract<Frame, { type: 'hello' }>;

/** Who does not say who it is goes; who hands in a log first gets longer. */
const STRANGER_MS = 10_000;
const HANDING_IN_MS = 60_000;
/** Somebody reads what they were invited to, and taps. */
const VISITOR_MS = 120_000;
const nothing = () => undefined;

/** One connection: who it has proven to be, and what it says, one frame after the other. */
export class Connection<K> implements Party {
	who = '';
	as: Party['as'] = 'stranger';
	isLive = false;
	#host: Host<K>;
	#wire: Wire;
	#origin: string;
	#room: LogRoom<K> | undefined;
	#hello: (Hello & { nonce: Bytes }) | undefined;
	#inbox: Promise<unknown> = Promise.resolve();
	#callOff: () => void;
	#isHandingIn = false;
	#isOver = false;

	/** @param origin the server's own, as this client knows it: what proofs are signed for */
	constructor(host: Host<K>, wire: Wire, origin: string) {
		this.#host = host;
		this.#wire = wire;
		this.#origin = origin;
		this.#callOff = nothing;
		this.#expectWithin(STRANGER_MS);
	}

	get waiting(): number {
		return this.#wire.waiting;
	}

	send(frame: Bytes): void {
		if (this.#isOver) return;
		try {
			this.#wire.send(frame);
		} catch {
			// The line is broken in a way that its transport has not told yet; others must not notice.
			this.closed();
		}
	}

	#say(frame: Sent): void {
		this.send(encodeFrame(frame));
	}

	#refuse(code: Refusal, about?: string): void {
		this.send(refusedFrame(code, about === undefined ? {} : { about }));
	}

	#expectWithin(ms: number): void {
		this.#callOff();
		this.#callOff = this.#host.clock.after(ms, () => this.end('too-late'));
	}

	dismiss(reason: Refusal): void {
		// A visitor that was let in says hello again, as the device that it is now.
		if (this.as === 'visitor' && this.#isHandingIn && reason === 'invitation-spent') this.#becomeStranger();
		else {
			this.#refuse(reason);
			this.end('refused');
		}
	}

	end(why: Parameters<Wire['end']>[0]): void {
		if (this.#isOver) return;
		this.#wire.end(why);
		if (why !== 'restart') this.#host.journal.note('ended', { why });
		this.closed();
	}

	/** The transport says that nobody is there any more. */
	closed(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#callOff();
		this.#leaveRoom();
		this.#host.left(this);
	}

	#leaveRoom(): void {
		this.isLive = false;
		if (!this.#room) return;
		this.#room.leave(this);
		this.#host.giveBack(this.#room);
		this.#room = undefined;
	}

	#becomeStranger(): void {
		this.#room?.leave(this);
		this.who = '';
		this.as = 'stranger';
		this.isLive = false;
		this.#isHandingIn = false;
		this.#expectWithin(STRANGER_MS);
	}

	/** Takes a frame that came. Resolves when it has been dealt with, so that the transport can read slower. */
	async receive(bytes: Bytes): Promise<void> {
		const taken = this.#inbox.then(() => this.#take(bytes));
		this.#inbox = taken;
		await (
			await taken
		).settled;
	}

	async #take(bytes: Bytes): Promise<{ settled?: Promise<void> }> {
		if (this.#isOver || this.#host.isStopping()) return {};
		try {
			// Who does not read is not listened to.
			if (this.waiting > this.#host.limits.waiting) await this.#wire.drained();
			const decoded = decodeFrame(bytes, this.as !== 'stranger');
			if (decoded.ok) return (await this.#answer(decoded.frame)) ?? {};
			this.#refuse(decoded.reason);
			if (decoded.reason === 'malformed' || decoded.reason === 'too-large') this.end('not-a-frame');
		} catch (error) {
			this.#refuse('unavailable');
			if (!(error instanceof StoreUnavailable)) {
				this.#host.journal.note('failed', { error: error instanceof Error ? error.name : 'unknown' });
				this.end('refused');
			}
		}
		return {};
	}

	async #answer(frame: Frame): Promise<{ settled: Promise<void> } | void> {
		switch (frame.type) {
			case 'hello':
				return this.#greet(frame);
			case 'proof':
				return this.#check(frame);
			case 'find':
				return this.#find(frame);
			case 'found':
			case 'append':
			case 'backfill':
			case 'pass':
				return this.#hand(frame);
			case 'fetch':
				return this.#fetch(frame);
			case 'vector':
				return this.#vector();
			case 'lease':
				return this.#lease(frame.document);
			case 'ping':
				return this.#say({ type: 'pong', mark: frame.mark });
			default:
				// What only servers say.
				this.#refuse('malformed');
				return this.end('not-a-frame');
		}
	}

	async #greet(hello: Hello): Promise<void> {
		this.#hello = undefined;
		this.#leaveRoom();
		if (this.as !== 'stranger') this.#becomeStranger();
		this.#room = this.#host.hold(hello.log);
		const ledger = await this.#room.ledger();
		if (!ledger) return this.#refuse('unknown-log');
		const standing = connecting(ledger.chain.state, hello.who, this.#host.clock.now());
		if (!standing.ok) return this.#refuse(standing.reason);
		const nonce = this.#host.crypto.randomBytes(CHALLENGE_SIZE);
		this.#hello = { ...hello, nonce };
		this.#say({ type: 'challenge', nonce });
	}

	async #check({ origin, signature }: Extract<Frame, { type: 'proof' }>): Promise<void> {
		const [hello, room] = [this.#hello, this.#room];
		this.#hello = undefined;
		if (!hello || !room || this.as !== 'stranger') return this.#refuse('not-proven');
		const { crypto, clock, store } = this.#host;
		const first = await this.#ledger();
		const standing = connecting(first.chain.state, hello.who, clock.now());
		if (!standing.ok) return this.#refuse(standing.reason);
		const isTrue =
			origin === this.#origin &&
			(await isConnectionProven(crypto, standing.keys.sign, { ...hello, origin }, signature));
		if (!isTrue) return this.dismiss('bad-proof');
		if (room.isFullFor(hello.who)) return this.dismiss('too-many');
		const ledger = await this.#ledger();
		const isKnown = await isKnownPlace(store, ledger, hello.place);
		// Nothing is awaited from here on: whoever was revoked meanwhile is not let in.
		const now = connecting(room.known.chain.state, hello.who, clock.now());
		if (this.#isOver || !now.ok) return now.ok ? undefined : this.dismiss(now.reason);
		this.who = hello.who;
		this.as = now.as;
		room.parties.add(this);
		this.#callOff();
		// What is over is not kept for as long as the connection lives.
		this.#callOff = nothing;
		if (now.as === 'visitor') this.#expectWithin(VISITOR_MS);
		this.#say(welcomeOf(ledger, hello.who, clock.now()));
		if (!isKnown) this.#say(vectorOf(ledger));
	}

	/** Throws when the log is gone. */
	async #ledger() {
		const ledger = await this.#room?.ledger();
		if (!ledger) throw new StoreUnavailable('no log');
		return ledger;
	}

	async #find({ log, id }: Extract<Frame, { type: 'find' }>): Promise<void> {
		const room = this.#host.hold(log);
		try {
			const ledger = await room.ledger();
			if (!ledger) return this.#refuse('unknown-log');
			const { state } = ledger.chain;
			const now = this.#host.clock.now();
			const found = boxOf(state, id, now);
			if (found) return this.#say({ type: 'box', ...found });
			this.#refuse(noBox(state, id, now));
		} finally {
			this.#host.giveBack(room);
		}
	}

	async #hand(frame: Extract<Frame, { type: Handed['how'] }>): Promise<{ settled: Promise<void> } | void> {
		const { crypto } = this.#host;
		const read = await readEntry(crypto, frame.entry);
		if (!read.ok) return this.#refuse(read.reason, await entryId(crypto, bodyOf(frame.entry)));
		const { sealed } = read;
		if (frame.type === 'found') return this.#found(frame.token, sealed);
		const room = this.#room;
		if (!room || !this.#mayHand(sealed)) return this.#refuse('not-proven', sealed.id);
		if (this.as !== 'device') this.#handsIn();
		return { settled: room.hand({ from: this, how: frame.type, sealed }) };
	}

	/** Who is no device hands in links of the chain, which prove themselves. */
	#mayHand({ entry }: Sealed): boolean {
		return this.as === 'device' || entry.kind === kinds.control;
	}

	#handsIn(): void {
		if (!this.#isHandingIn && this.as === 'stranger') this.#expectWithin(HANDING_IN_MS);
		this.#isHandingIn = true;
	}

	async #found(token: string, sealed: Sealed): Promise<{ settled: Promise<void> } | void> {
		if (this.as !== 'stranger') return this.#refuse('not-allowed', sealed.id);
		this.#leaveRoom();
		this.#room = this.#host.hold(sealed.entry.log);
		// The answer to one that was taken may have been lost: it is given again to whoever asks.
		const isKnown = (await this.#room.ledger()) !== undefined;
		const refusal = isKnown ? undefined : this.#host.refusesFounding(token);
		if (refusal) return this.#refuse(refusal, sealed.id);
		this.#handsIn();
		return { settled: this.#room.hand({ from: this, how: 'found', sealed }) };
	}

	async #fetch({ what, after }: Extract<Frame, { type: 'fetch' }>): Promise<void> {
		const room = this.#room;
		if (!room || (what === 'all' && this.as !== 'device')) return this.#refuse('not-proven');
		await this.#ledger();
		const page = await readPage(this.#host.store, room.log, what, after, {
			place: () => room.known.place,
			refresh: () => room.refresh(),
		});
		// Stored while the page was on its way here: the next page has it.
		const isEnd = !page.more && page.place === room.known.place;
		if (what === 'all') this.isLive = isEnd;
		this.#say({ ...page, more: !isEnd });
	}

	async #vector(): Promise<void> {
		// Who has only been invited is told nothing of who writes how much.
		if (this.as !== 'device') return this.#refuse('not-proven');
		this.#say(vectorOf(await this.#ledger()));
	}

	async #lease(document: string): Promise<void> {
		const { chain } = await this.#ledger();
		const time = mayWrite(chain.state, this.who) ? (this.#room?.leases.ask(this, document) ?? 0) : 0;
		this.#say({ type: 'leased', document, time });
	}
}
