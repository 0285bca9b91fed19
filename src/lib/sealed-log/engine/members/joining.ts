import { boxId, openBox } from '#lib/sealed-log/crypto/box.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Author, Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Chain } from '#lib/sealed-log/membership/chain.ts';
import { epochKeys, sixDigits } from '#lib/sealed-log/membership/keys.ts';
import { certify, introduce, openInvitation, openSheet, redeem } from '#lib/sealed-log/membership/make.ts';
import { currentEpoch } from '#lib/sealed-log/membership/state.ts';
import { noChain, nowhere } from '#lib/sealed-log/wire/frames.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { Archive } from '../keeping/archive.ts';
import { erase } from '../keeping/erase.ts';
import { makeKeys, type OwnKeys, ownKeys } from '../keeping/keys.ts';
import type { LogRow } from '../keeping/rows.ts';
import { chainFrom } from '../line/settling.ts';
import { LineDown, Talk } from '../line/talk.ts';
import type { Ports } from '../ports.ts';
import type { Ticket } from './links.ts';

/** Why nobody was let in. */
export type JoinRefusal =
	| Refusal
	/** No server within reach, or it was gone before it answered. */
	| 'offline'
	/** What the link says opens nothing: it was changed on the way. */
	| 'wrong-secret'
	/** The server's chain does not hold together, or gives no key. */
	| 'untrusted'
	/** This device is in already. */
	| 'known';

export type Joined = { ok: true; row: LogRow; digits: string } | { ok: false; reason: JoinRefusal };

const refused = (reason: JoinRefusal): Joined => ({ ok: false, reason });
const MOST_ATTEMPTS = 5;

/** Comes into a log with a link or a recovery sheet: as a new device, with keys of its own. */
export class Joining<K> {
	#ports: Ports<K>;
	#archive: Archive<K>;
	#ticket: Ticket;
	#committee: string;
	#talk: Talk<K>;

	constructor(ports: Ports<K>, archive: Archive<K>, ticket: Ticket, committee: string) {
		this.#ports = ports;
		this.#archive = archive;
		this.#ticket = ticket;
		this.#committee = committee;
		this.#talk = new Talk(ports, ticket.log);
	}

	/** Spends the link. Settles when the device is in, or is not; when the line is cut the same link may be tried again. */
	async join(): Promise<Joined> {
		try {
			return await this.#join();
		} catch (error) {
			if (error instanceof LineDown) return refused('offline');
			throw error;
		} finally {
			this.#talk.close();
		}
	}

	async #join(): Promise<Joined> {
		const { crypto, clock } = this.#ports;
		const { log, secret } = this.#ticket;
		const before = await this.#archive.log(log);
		if (before && before.standing === 'in') return refused('known');
		const late = clock.after(15_000, () => this.#talk.close());
		const isOpen = await this.#talk.opened;
		late();
		if (!isOpen) throw new LineDown();
		this.#talk.send({ type: 'find', log, id: await boxId(crypto, log, secret) });
		const found = await this.#talk.await(['box', 'refused']);
		if (found.type === 'refused') return refused(found.code);
		const pairs = await openBox(crypto, log, secret, found.keys, found.box);
		if (!pairs) return refused('wrong-secret');
		void crypto.expectMany?.();
		const visitor = { device: found.who, sign: pairs.sign };
		const welcome = await this.#talk.greet(visitor, nowhere, noChain);
		if (welcome.type === 'refused') return refused(welcome.code);

		const own = await this.#keys(before);
		for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
			const chain = await this.#chain();
			const holder = { id: found.who, pairs };
			const keys = chain && (await epochKeys(crypto, chain.state, holder));
			const key = chain && keys?.get(currentEpoch(chain.state));
			if (!chain || !key) return refused('untrusted');
			const sealed = await this.#certification(chain, key, own, visitor);
			if (!sealed) return refused('untrusted');
			const row = await this.#begin(chain, own);
			this.#talk.send({ type: 'append', entry: sealed });
			const answer = await this.#talk.await(['appended', 'refused']);
			if (answer.type === 'refused' && answer.code === 'not-next') continue;
			if (answer.type === 'refused') return refused(answer.code);
			await this.#archive.extendChain(log, [sealed]);
			const next = await this.#archive.change(log, () => ({ standing: 'in', shared: true }));
			return { ok: true, row: next ?? row, digits: await sixDigits(crypto, log, sealed.id) };
		}
		return refused('not-next');
	}

	/** The keys of this device: those of an earlier attempt, if there was one. Who was taken out needs new ones ([SK8]). */
	async #keys(before: LogRow | undefined): Promise<OwnKeys<K>> {
		const { crypto } = this.#ports;
		const known =
			before?.standing === 'joining' ? await ownKeys(crypto, this.#archive, before.device) : undefined;
		return known ?? makeKeys(crypto, this.#archive);
	}

	/** The whole chain, from the founding entry that the link names. */
	async #chain(): Promise<Chain | undefined> {
		const links = await this.#talk.chain();
		return chainFrom(this.#ports.crypto, this.#ticket.log, links);
	}

	async #certification(
		{ state }: Chain,
		key: Bytes,
		{ pairs }: OwnKeys<K>,
		visitor: Author<K>,
	): Promise<Sealed | undefined> {
		const { crypto } = this.#ports;
		const { secret, log, kind } = this.#ticket;
		if (kind === 'link') {
			const opened = await openInvitation(crypto, state, secret);
			return opened && redeem({ crypto, state }, opened, key, pairs);
		}
		if (!(await openSheet(crypto, state, secret))) return undefined;
		return certify({ crypto, state, author: visitor }, key, await introduce(crypto, log, pairs, 'admin'));
	}

	/** Remembers what is about to be true, so that an answer that is lost does not lose the place. */
	async #begin({ links }: Chain, { device }: OwnKeys<K>): Promise<LogRow> {
		const { log: id } = this.#ticket;
		const sealed = links.map(({ proven }) => proven.sealed);
		const row: LogRow = {
			id,
			committee: this.#committee,
			device,
			chain: noChain,
			place: nowhere,
			standing: 'joining',
			shared: true,
			own: 0,
		};
		// An earlier attempt has left the chain as it was then.
		const before = await this.#archive.log(id);
		if (before) await erase(this.#archive, id, device);
		if (!(await this.#archive.begin(row, sealed))) throw new Error('the committee has another log');
		return row;
	}
}
