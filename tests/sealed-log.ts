import { type Bytes, toText, utf8 } from '#lib/sealed-log/bytes.ts';
import { entryKey } from '#lib/sealed-log/crypto/epoch.ts';
import type { Crypto, KeyPairs } from '#lib/sealed-log/crypto/port.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { deviceIdOf } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Author, type Draft, type Sealed, sealEntry, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { Cut, Role, Written } from '#lib/sealed-log/membership/actions.ts';
import { writeAction } from '#lib/sealed-log/membership/actions.ts';
import { type Chain, extend } from '#lib/sealed-log/membership/chain.ts';
import { epochKeys } from '#lib/sealed-log/membership/keys.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { currentEpoch, type Membership } from '#lib/sealed-log/membership/state.ts';
import { Registry, SeededCrypto } from './simulation/crypto.ts';

/** A device as it knows itself. */
export interface Tablet<K> {
	id: string;
	pairs: KeyPairs<K>;
	author: Author<K>;
}

/** A made-up committee whose chain grows entry by entry; nothing is sent anywhere. */
export class Committee<K> {
	crypto: Crypto<K>;
	chain: Chain;
	founder: Tablet<K>;
	founding: Sealed;

	constructor(crypto: Crypto<K>, chain: Chain, founder: Tablet<K>, founding: Sealed) {
		this.crypto = crypto;
		this.chain = chain;
		this.founder = founder;
		this.founding = founding;
	}

	static async found<K>(crypto: Crypto<K>): Promise<Committee<K>> {
		const pairs = await crypto.generate();
		const { sealed, device } = await make.found(crypto, pairs);
		const extended = await extend(crypto, undefined, sealed);
		if (!extended.ok) throw new Error(extended.reason);
		const founder = { id: device, pairs, author: { device, sign: pairs.sign } };
		return new Committee(crypto, extended.chain, founder, sealed);
	}

	get state(): Membership {
		return this.chain.state;
	}

	get log(): string {
		return this.state.log;
	}

	/** The same committee as another server or device knows it, to grow apart from here. */
	twin(chain = this.chain): Committee<K> {
		return new Committee(this.crypto, chain, this.founder, this.founding);
	}

	by(tablet: { author: Author<K> } = this.founder): make.Making<K> {
		return { crypto: this.crypto, state: this.state, author: tablet.author };
	}

	/** Takes an entry in, which is expected to be let in. */
	async add(sealed: Sealed): Promise<Membership> {
		const reason = await this.attempt(sealed);
		if (reason) throw new Error(reason);
		return this.state;
	}

	/** Takes an entry in, or says why not. */
	async attempt(sealed: Sealed): Promise<string | undefined> {
		const extended = await extend(this.crypto, this.chain, sealed);
		if (!extended.ok) return extended.reason;
		this.chain = extended.chain;
		return undefined;
	}

	/** A control entry that says anything, signed by anybody, in the next place. */
	control(
		action: Written | object,
		tablet: { author: Author<K> } = this.founder,
		draft: Partial<Draft> = {},
	) {
		const place = { counter: this.state.length + 1, prev: this.state.head };
		const payload = writeAction(action as Written);
		return signEntry(
			this.crypto,
			tablet.author,
			{ kind: kinds.control, log: this.log, ...place, ...draft },
			payload,
		);
	}

	async tablet(): Promise<Tablet<K>> {
		const pairs = await this.crypto.generate();
		const id = await deviceIdOf(this.crypto, pairs.keys);
		return { id, pairs, author: { device: id, sign: pairs.sign } };
	}

	async key(epoch = currentEpoch(this.state), tablet: Tablet<K> = this.founder): Promise<Bytes> {
		const key = (await epochKeys(this.crypto, this.state, tablet)).get(epoch);
		if (!key) throw new Error('no key');
		return key;
	}

	/** A new tablet, certified by the founder. */
	async member(role: Role = 'write'): Promise<Tablet<K>> {
		const tablet = await this.tablet();
		await this.add(await this.certification(tablet, role));
		return tablet;
	}

	async certification(tablet: Tablet<K>, role: Role, by: Tablet<K> = this.founder): Promise<Sealed> {
		const newcomer = await make.introduce(this.crypto, this.log, tablet.pairs, role);
		return make.certify(this.by(by), await this.key(), newcomer);
	}

	async invited(role: Role = 'write', by: Tablet<K> = this.founder, expiresAt = 1000) {
		const made = await make.invite(this.by(by), await this.key(), { role, expiresAt });
		await this.add(made.sealed);
		return made;
	}

	/** What the new device of an invitation hands in. */
	async redemption(secret: Bytes, tablet: Tablet<K>): Promise<Sealed> {
		const opened = await make.openInvitation(this.crypto, this.state, secret);
		if (!opened) throw new Error('no such invitation');
		const keys = await epochKeys(this.crypto, this.state, { id: opened.invitation.id, pairs: opened.pairs });
		const key = keys.get(currentEpoch(this.state));
		if (!key) throw new Error('no key');
		return make.redeem(this.by(), opened, key, tablet.pairs);
	}

	async joins(secret: Bytes): Promise<Tablet<K>> {
		const tablet = await this.tablet();
		await this.add(await this.redemption(secret, tablet));
		return tablet;
	}

	async turns(kept: string[] = [], by: Tablet<K> = this.founder): Promise<Bytes> {
		const made = await make.newEpoch(this.by(by), await this.key(), kept);
		await this.add(made.sealed);
		return made.key;
	}

	async revokes(tablet: { id: string }, cuts: Cut[] = [], by: Tablet<K> = this.founder): Promise<void> {
		await this.add(await make.revoke(this.by(by), tablet.id, cuts));
	}

	/** What a tablet writes in a session: the next entry, sealed under the key of an epoch. */
	async writes(
		tablet: Tablet<K>,
		{ session, after, text = 'hej', ...draft }: Partial<Draft> & { after?: Sealed; text?: string } = {},
	): Promise<Sealed> {
		const epoch = draft.epoch ?? currentEpoch(this.state);
		const key = await entryKey(this.crypto, { log: this.log, epoch }, await this.key(epoch, this.founder));
		const place = {
			session: session ?? after?.entry.session ?? toText(this.crypto.randomBytes(8)),
			counter: (after?.entry.counter ?? 0) + 1,
			prev: after?.id ?? noEntry,
		};
		const whole = { kind: kinds.update, log: this.log, document: 'core', client: 7, ...place, ...draft };
		return sealEntry(this.crypto, tablet.author, key, { ...whole, epoch }, utf8(text));
	}
}

let worlds = 0;

/** A crypto of its own for a test: nothing that another world makes is true in it. */
export const seeded = (seed = `world ${worlds++}`) => new SeededCrypto(new Registry(seed), seed);

export const cutAt = ({ id, entry }: Sealed): Cut => ({ session: entry.session, counter: entry.counter, id });
