import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { type Bytes, concat, toText, utf8 } from '#lib/sealed-log/bytes.ts';
import type { Crypto, KeyPairs, PublicKeys } from '#lib/sealed-log/crypto/port.ts';

/** A secret key of the simulation. Whoever has the object can use it, and nothing else can be made of it. */
export interface SeededKey {
	readonly secret: Bytes;
}

const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Bytes => {
	const made = createHmac('sha256', key);
	for (const part of parts) made.update(part);
	return new Uint8Array(made.digest());
};

/**
 * What makes the keys of one simulated world true: it alone knows which secret belongs to which public key. Signing
 * takes the secret; checking takes the registry, which gives no secret away.
 */
export class Registry {
	#master: Bytes;
	#secrets = new Map<string, Bytes>();

	constructor(seed: string) {
		this.#master = hmac(utf8(seed), utf8('registry'));
	}

	/** 65 bytes that look like a point, and that only this registry can lead back to the secret. */
	register(secret: Bytes): Bytes {
		const point = concat(
			Uint8Array.of(4),
			hmac(this.#master, utf8('x'), secret),
			hmac(this.#master, utf8('y'), secret),
		);
		this.#secrets.set(toText(point), secret);
		return point;
	}

	has(point: Bytes): boolean {
		return this.#secrets.has(toText(point));
	}

	isSigned(point: Bytes, message: Bytes, signature: Bytes): boolean {
		const secret = this.#secrets.get(toText(point));
		return secret !== undefined && toText(signature) === toText(signed(secret, message));
	}

	/** The same for both ends: of the one the secret is needed, of the other the point. */
	agreed(secret: Bytes, point: Bytes): Bytes | undefined {
		if (!this.has(point)) return undefined;
		const ends = [toText(this.register(secret)), toText(point)].sort();
		return hmac(this.#master, utf8(ends.join(' ')));
	}
}

const signed = (secret: Bytes, message: Bytes): Bytes =>
	concat(hmac(secret, utf8('r'), message), hmac(secret, utf8('s'), message));

const SCALAR = 32;

/**
 * The port for simulations: hashing and sealing are the real ones, signatures and agreement stand on the registry, all
 * of it synchronous (every promise is kept at once) and all randomness from the seed, so that one seed gives one trace.
 */
export class SeededCrypto implements Crypto<SeededKey> {
	#registry: Registry;
	#seed: Bytes;
	#drawn = 0;

	/** @param seed of this one device: two with the same seed make the same keys */
	constructor(registry: Registry, seed: string) {
		this.#registry = registry;
		this.#seed = utf8(seed);
	}

	randomBytes(size: number): Bytes {
		let bytes: Bytes = new Uint8Array(0);
		while (bytes.length < size) bytes = concat(bytes, hmac(this.#seed, utf8(String(this.#drawn++))));
		return bytes.slice(0, size);
	}

	async sha256(bytes: Bytes): Promise<Bytes> {
		return new Uint8Array(createHash('sha256').update(bytes).digest());
	}

	async hkdf(secret: Bytes, salt: Bytes, info: Bytes, size: number): Promise<Bytes> {
		return new Uint8Array(hkdfSync('sha256', secret, salt, info, size));
	}

	async sealingKey(raw: Bytes): Promise<SeededKey> {
		return { secret: raw };
	}

	async seal(key: SeededKey, nonce: Bytes, data: Bytes, plaintext: Bytes): Promise<Bytes> {
		const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(data);
		return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
	}

	async open(key: SeededKey, nonce: Bytes, data: Bytes, sealed: Bytes): Promise<Bytes | undefined> {
		if (sealed.length < 16) return undefined;
		const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce).setAAD(data);
		decipher.setAuthTag(sealed.slice(-16));
		try {
			return concat(decipher.update(sealed.slice(0, -16)), decipher.final());
		} catch {
			// The tag is wrong: another key, or other bytes.
			return undefined;
		}
	}

	async generate(): Promise<KeyPairs<SeededKey>> {
		return this.#pairs(this.randomBytes(SCALAR), this.randomBytes(SCALAR));
	}

	async generateMovable() {
		const pairs = await this.generate();
		return { pairs, scalars: concat(pairs.sign.secret, pairs.agree.secret) };
	}

	async restore(keys: PublicKeys, scalars: Bytes): Promise<KeyPairs<SeededKey> | undefined> {
		if (scalars.length !== 2 * SCALAR) return undefined;
		const pairs = this.#pairs(scalars.slice(0, SCALAR), scalars.slice(SCALAR));
		const isSame =
			toText(concat(keys.sign, keys.agree)) === toText(concat(pairs.keys.sign, pairs.keys.agree));
		return isSame ? pairs : undefined;
	}

	async arePublicKeys(keys: PublicKeys): Promise<boolean> {
		return this.#registry.has(keys.sign) && this.#registry.has(keys.agree);
	}

	async sign(key: SeededKey, message: Bytes): Promise<Bytes> {
		return signed(key.secret, message);
	}

	async verify(signKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
		return this.#registry.isSigned(signKey, message, signature);
	}

	async agree(key: SeededKey, agreeKey: Bytes): Promise<Bytes | undefined> {
		return this.#registry.agreed(key.secret, agreeKey);
	}

	async agreeOnce(agreeKey: Bytes): Promise<{ once: Bytes; shared: Bytes } | undefined> {
		const secret = this.randomBytes(SCALAR);
		const shared = this.#registry.agreed(secret, agreeKey);
		return shared && { once: this.#registry.register(secret), shared };
	}

	#pairs(sign: Bytes, agree: Bytes): KeyPairs<SeededKey> {
		return {
			keys: { sign: this.#registry.register(sign), agree: this.#registry.register(agree) },
			sign: { secret: sign },
			agree: { secret: agree },
		};
	}
}
