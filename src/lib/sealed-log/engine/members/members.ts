import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { boxId } from '#lib/sealed-log/crypto/box.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Cut, Role } from '#lib/sealed-log/membership/actions.ts';
import { sixDigits } from '#lib/sealed-log/membership/keys.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { type Membership, openInvitations } from '#lib/sealed-log/membership/state.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { Line } from '../line/line.ts';
import type { Subject } from '../line/subject.ts';
import { cutsOf } from './closing.ts';
import { writeTicket } from './links.ts';

/** What became of something that only works together with the server. */
export type Done<T> =
	| { ok: true; value: T }
	| {
			ok: false;
			/** `offline`: no server within reach. `no-key`: this device has not (yet) the key of today. */
			reason: Refusal | 'offline' | 'no-key';
	  };

/** Milliseconds that somebody who has tapped waits for the server. */
const PATIENCE = 10_000;
const MOST_ATTEMPTS = 8;
const HOUR = 3_600_000;
/** An open invitation is kept through an epoch as long as it can still be used. */
const INVITED_HOURS = 48;
/** So many sessions are closed by one link; it has room for some 600. */
const MOST_CUTS = 500;

interface Made<T> {
	sealed: Sealed;
	value: T;
}

/** What somebody does to the membership of a log. Each is one link of its chain, made on top of what the server holds. */
export class Members<K> {
	#subject: Subject<K>;
	#line: Line<K>;

	constructor(subject: Subject<K>, line: Line<K>) {
		this.#subject = subject;
		this.#line = line;
	}

	get state(): Membership {
		return this.#subject.roll.state;
	}

	/**
	 * Makes a link that lets one device in. It cannot be shown a second time. Only with the server: whether it has expired
	 * is judged by the server's clock, and this device's may be wrong by years.
	 */
	invite(
		role: Role,
		hours = INVITED_HOURS,
	): Promise<Done<{ id: string; ticket: string; expiresAt: number }>> {
		const { id: log } = this.#subject;
		return this.#add(async (making, key) => {
			const expiresAt = this.#line.now() + hours * HOUR;
			const { sealed, id, secret } = await make.invite(making, key, { role, expiresAt });
			return { sealed, value: { id, ticket: writeTicket({ kind: 'link', log, secret }), expiresAt } };
		}, true);
	}

	/** Lets a device in that says itself what it wants. */
	admit(newcomer: make.Newcomer): Promise<Done<undefined>> {
		return this.#add(async (making, key) => unvalued(await make.certify(making, key, newcomer)));
	}

	withdraw(invitation: string): Promise<Done<undefined>> {
		return this.#add(async (making) => unvalued(await make.withdraw(making, invitation)));
	}

	/** Takes a device out, at once and for ever. What it has written stays. */
	revoke(device: string): Promise<Done<undefined>> {
		return this.#end(device, (making, cuts) => make.revoke(making, device, cuts));
	}

	setRole(device: string, role: Role): Promise<Done<undefined>> {
		if (role === 'read')
			return this.#end(device, (making, cuts) => make.changeRole(making, device, role, cuts));
		return this.#add(async (making) => unvalued(await make.changeRole(making, device, role)));
	}

	/** Makes a recovery sheet. What it says is shown once, to be printed. */
	sheet(): Promise<Done<{ device: string; ticket: string }>> {
		return this.#add(async (making, key) => {
			const { sealed, device, secret } = await make.recoverySheet(making, key);
			const { id: log } = this.#subject;
			return { sealed, value: { device, ticket: writeTicket({ kind: 'sheet', log, secret }) } };
		});
	}

	/** Pays what the committee owes: a new key, for everybody who is in and for the links that can still be used. */
	turn(): Promise<Done<undefined>> {
		return this.#add(async (making, key) => {
			if (!making.state.owes) return undefined;
			const open = openInvitations(making.state).filter(({ expiresAt }) => expiresAt > this.#line.now());
			const { sealed } = await make.newEpoch(
				making,
				key,
				open.map(({ id }) => id),
			);
			return unvalued(sealed);
		});
	}

	/** What became of a link, as far as this device has heard: `own` has let this very device in. */
	async linkOf(secret: Bytes): Promise<'open' | 'own' | 'over'> {
		const { roll, crypto, id: log, row } = this.#subject;
		const id = await boxId(crypto, log, secret);
		if (roll.state.devices.get(row.device)?.certifiedBy === id) return 'own';
		const link = roll.state.invitations.get(id);
		return link && link.state !== 'open' ? 'over' : 'open';
	}

	/** Six digits that this screen and the new tablet's show, to be compared aloud. */
	async digits(device: string): Promise<string | undefined> {
		const { roll, crypto, id } = this.#subject;
		const since = roll.state.devices.get(device)?.since;
		const link = since === undefined ? undefined : roll.chain.links[since - 1];
		return link && sixDigits(crypto, id, link.state.head);
	}

	/** Ends what a device may say. Where it has begun more sessions than one link can name, links before that close them. */
	async #end(
		device: string,
		last: (making: make.Making<K>, cuts: readonly Cut[]) => Promise<Sealed>,
	): Promise<Done<undefined>> {
		const { archive, roll } = this.#subject;
		let isAll = false;
		for (;;) {
			const done = await this.#add<'closed' | 'ended'>(async (making, _key, refusal) => {
				// What the server has not dropped after all has to be named.
				isAll ||= refusal === 'cut-behind';
				const cuts = await cutsOf(archive, roll, device, isAll);
				return cuts.length > MOST_CUTS
					? { sealed: await make.close(making, device, cuts.slice(0, MOST_CUTS)), value: 'closed' }
					: { sealed: await last(making, cuts), value: 'ended' };
			});
			if (!done.ok) return done;
			if (done.value === 'ended') return { ok: true, value: undefined };
		}
	}

	/**
	 * Adds one link. Whoever was quicker comes first, and ours is made anew on top; `make` gives nothing when that has made
	 * it needless. A log that no server has seen yet grows here alone.
	 * @param makeLink is told why the one before was refused
	 */
	async #add<T>(
		makeLink: (making: make.Making<K>, key: Bytes, refusal?: Refusal) => Promise<Made<T> | undefined>,
		isOnline = false,
	): Promise<Done<T>> {
		const { roll, crypto } = this.#subject;
		const { author } = roll;
		if (!author) return { ok: false, reason: 'no-key' };
		let last: Refusal | undefined;
		for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
			// The row is stored a moment after the line is up.
			const isShared = isOnline || this.#line.isLive || this.#subject.row.shared;
			const connection = isShared ? await this.#line.take(PATIENCE) : undefined;
			if (isShared && !connection) return { ok: false, reason: 'offline' };
			const { state } = roll;
			const key = roll.rawKey();
			if (!key) return { ok: false, reason: 'no-key' };
			const made = await makeLink({ crypto, state, author }, key, last);
			if (!made) return { ok: true, value: undefined as T };
			if (!connection) {
				const reason = await roll.take(made.sealed);
				if (!reason) {
					this.#subject.grown([]);
					return { ok: true, value: made.value };
				}
				continue;
			}
			const answer = await connection.hand(made.sealed);
			if (answer?.type === 'appended') return { ok: true, value: made.value };
			// The line was cut: the chain says whether it arrived, once it is up again.
			if (!answer) await this.#line.take(PATIENCE);
			if (roll.chain.links.some((link) => link.state.head === made.sealed.id))
				return { ok: true, value: made.value };
			if (!answer) continue;
			last = answer.code;
			if (answer.code !== 'not-next' && answer.code !== 'cut-behind') break;
		}
		return { ok: false, reason: last ?? 'offline' };
	}
}

const unvalued = (sealed: Sealed): Made<undefined> => ({ sealed, value: undefined });
