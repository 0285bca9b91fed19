import { createHash } from 'node:crypto';
import { type Bytes, fromText, toText, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import type { KeyPairs, PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import { WebCrypto, type WebKey } from '#lib/sealed-log/crypto/web.ts';

/** A key pair of the vectors: two public points and the two scalars. Known to everybody, so good for nothing else. */
export interface FixedKeys {
	sign: string;
	agree: string;
	scalars: string;
}

/** What chance has given once, to be used again: keys in their order, and signatures by what they are of. */
export interface Recorded {
	keys: FixedKeys[];
	signatures: Record<string, string>;
}

const bytesOf = (text: string): Bytes => fromText(text) ?? zeros(0);

/** WebCrypto that does the same each time: what is not recorded yet is recorded. Random bytes are hashes of a count. */
export class FixedCrypto extends WebCrypto {
	recorded: Recorded;
	/** The keys that have been given out, in order. */
	used: FixedKeys[] = [];
	#drawn = 0;

	constructor(recorded: Recorded) {
		super();
		this.recorded = recorded;
	}

	override randomBytes(size: number): Bytes {
		const hash = createHash('shake256', { outputLength: size }).update(utf8(`random ${this.#drawn++}`));
		return new Uint8Array(hash.digest());
	}

	override async generate(): Promise<KeyPairs<WebKey>> {
		return (await this.generateMovable()).pairs;
	}

	override async generateMovable() {
		const fixed = this.recorded.keys[this.used.length] ?? (await this.#draw());
		this.used.push(fixed);
		const keys: PublicKeys = { sign: bytesOf(fixed.sign), agree: bytesOf(fixed.agree) };
		const scalars = bytesOf(fixed.scalars);
		const pairs = await this.restore(keys, scalars);
		if (!pairs) throw new Error('fixed keys that are none');
		return { pairs, scalars };
	}

	override async agreeOnce(agreeKey: Bytes) {
		const { pairs } = await this.generateMovable();
		const shared = await this.agree(pairs.agree, agreeKey);
		return shared && { once: pairs.keys.agree, shared };
	}

	override async sign(key: WebKey, message: Bytes): Promise<Bytes> {
		const name = toText(await this.sha256(message));
		const known = this.recorded.signatures[name];
		if (known) return bytesOf(known);
		const signature = await super.sign(key, message);
		this.recorded.signatures[name] = toText(signature);
		return signature;
	}

	async #draw(): Promise<FixedKeys> {
		const { pairs, scalars } = await super.generateMovable();
		const fixed = {
			sign: toText(pairs.keys.sign),
			agree: toText(pairs.keys.agree),
			scalars: toText(scalars),
		};
		this.recorded.keys.push(fixed);
		return fixed;
	}
}
