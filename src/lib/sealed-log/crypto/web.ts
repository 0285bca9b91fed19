import { type Bytes, concat, fromText, toText } from '#lib/sealed-log/bytes.ts';
import type { Asked, Crypto, KeyPairs, PublicKeys, Signatures } from './port.ts';

const { subtle } = globalThis.crypto;

/** What a browser keeps a key in; IndexedDB can store it. */
export type WebKey = Awaited<ReturnType<typeof subtle.importKey>>;

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
const signature = { name: 'ECDSA', hash: 'SHA-256' };
const POINT_SIZE = 65;
const SCALAR_SIZE = 32;
/** Imported public keys that are kept at hand: importing costs about as much as verifying. Each takes some 3 kB. */
const MOST_AT_HAND = 2000;
/** So many signatures at once are worth a worker. */
const MANY = 50;

const raw = async (key: WebKey): Promise<Bytes> => new Uint8Array(await subtle.exportKey('raw', key));

const tried = async <T>(attempt: () => Promise<T>): Promise<T | undefined> => {
	try {
		return await attempt();
	} catch {
		// WebCrypto throws for bytes that are wrong: here that is an answer.
		return undefined;
	}
};

const jwk = (point: Bytes, scalar: Bytes) => ({
	kty: 'EC',
	crv: 'P-256',
	x: toText(point.subarray(1, 33)),
	y: toText(point.subarray(33)),
	d: toText(scalar),
});

const scalarOf = async (key: WebKey): Promise<Bytes> => {
	const scalar = fromText((await subtle.exportKey('jwk', key)).d ?? '');
	if (scalar?.length !== SCALAR_SIZE) throw new Error('a private key without its scalar');
	return scalar;
};

const makePairs = async (isMovable: boolean) => {
	const [sign, agree] = await Promise.all([
		subtle.generateKey(ecdsa, isMovable, ['sign', 'verify']),
		subtle.generateKey(ecdh, isMovable, ['deriveBits']),
	]);
	const keys = { sign: await raw(sign.publicKey), agree: await raw(agree.publicKey) };
	return { keys, sign: sign.privateKey, agree: agree.privateKey };
};

const derive = async (key: WebKey, other: WebKey): Promise<Bytes> =>
	new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: other }, key, 256));

/** The port over WebCrypto, the same in browsers and in Node. */
export class WebCrypto implements Crypto<WebKey> {
	#signKeys = new Map<string, WebKey>();
	#atHand: number;
	#signatures: Signatures | undefined;
	#asked: (Asked & { answer: (is: boolean | Promise<boolean>) => void })[] = [];

	/**
	 * @param atHand how many imported public keys are kept
	 * @param signatures who looks at signatures where many are asked about at once
	 */
	constructor(atHand = MOST_AT_HAND, signatures?: Signatures) {
		this.#atHand = atHand;
		this.#signatures = signatures;
	}

	randomBytes(size: number): Bytes {
		return globalThis.crypto.getRandomValues(new Uint8Array(size));
	}

	async sha256(bytes: Bytes): Promise<Bytes> {
		return new Uint8Array(await subtle.digest('SHA-256', bytes));
	}

	async hkdf(secret: Bytes, salt: Bytes, info: Bytes, size: number): Promise<Bytes> {
		const key = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
		const how = { name: 'HKDF', hash: 'SHA-256', salt, info };
		return new Uint8Array(await subtle.deriveBits(how, key, size * 8));
	}

	sealingKey(key: Bytes): Promise<WebKey> {
		return subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
	}

	async seal(key: WebKey, iv: Bytes, additionalData: Bytes, plaintext: Bytes): Promise<Bytes> {
		return new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plaintext));
	}

	open(key: WebKey, iv: Bytes, additionalData: Bytes, sealed: Bytes): Promise<Bytes | undefined> {
		return tried(
			async () => new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed)),
		);
	}

	generate(): Promise<KeyPairs<WebKey>> {
		return makePairs(false);
	}

	async generateMovable() {
		const movable = await makePairs(true);
		const scalars = concat(await scalarOf(movable.sign), await scalarOf(movable.agree));
		const pairs = await this.restore(movable.keys, scalars);
		if (!pairs) throw new Error('new keys could not be taken in');
		return { pairs, scalars };
	}

	async restore(keys: PublicKeys, scalars: Bytes): Promise<KeyPairs<WebKey> | undefined> {
		if (scalars.length !== 2 * SCALAR_SIZE || !(await this.arePublicKeys(keys))) return undefined;
		const [ofSign, ofAgree] = [scalars.slice(0, SCALAR_SIZE), scalars.slice(SCALAR_SIZE)];
		return tried(async () => ({
			keys,
			sign: await subtle.importKey('jwk', jwk(keys.sign, ofSign), ecdsa, false, ['sign']),
			agree: await subtle.importKey('jwk', jwk(keys.agree, ofAgree), ecdh, false, ['deriveBits']),
		}));
	}

	async arePublicKeys(keys: PublicKeys): Promise<boolean> {
		const found = await Promise.all([this.#signKey(keys.sign), this.#agreeKey(keys.agree)]);
		return found.every((key) => key !== undefined);
	}

	async sign(key: WebKey, message: Bytes): Promise<Bytes> {
		return new Uint8Array(await subtle.sign(signature, key, message));
	}

	async expectMany(): Promise<void> {
		this.#signatures?.expect();
	}

	verify(signKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
		if (!this.#signatures) return this.#verify(signKey, message, signature);
		return new Promise((answer) => {
			this.#asked.push({ signKey, message, signature, answer });
			if (this.#asked.length === 1) queueMicrotask(() => void this.#verifyAll());
		});
	}

	/** What was asked in one go. */
	async #verifyAll(): Promise<void> {
		const asked = this.#asked.splice(0);
		const plain = asked.map(({ signKey, message, signature }) => ({ signKey, message, signature }));
		const answers = asked.length < MANY ? undefined : await this.#signatures?.verify(plain);
		for (const [at, { signKey, message, signature, answer }] of asked.entries())
			answer(answers?.[at] ?? this.#verify(signKey, message, signature));
	}

	async #verify(signKey: Bytes, message: Bytes, given: Bytes): Promise<boolean> {
		const key = await this.#signKey(signKey);
		return key !== undefined && ((await tried(() => subtle.verify(signature, key, given, message))) ?? false);
	}

	async agree(key: WebKey, agreeKey: Bytes): Promise<Bytes | undefined> {
		const other = await this.#agreeKey(agreeKey);
		return other && derive(key, other);
	}

	async agreeOnce(agreeKey: Bytes): Promise<{ once: Bytes; shared: Bytes } | undefined> {
		const other = await this.#agreeKey(agreeKey);
		if (!other) return undefined;
		const { publicKey, privateKey } = await subtle.generateKey(ecdh, false, ['deriveBits']);
		return { once: await raw(publicKey), shared: await derive(privateKey, other) };
	}

	// A compressed point would be another name for the same key, so only the long form is one.
	async #signKey(point: Bytes): Promise<WebKey | undefined> {
		if (point.length !== POINT_SIZE) return undefined;
		const name = toText(point);
		const known = this.#signKeys.get(name);
		if (known) return known;
		const key = await tried(() => subtle.importKey('raw', point, ecdsa, true, ['verify']));
		if (!key) return undefined;
		const [oldest] = this.#signKeys.keys();
		if (this.#signKeys.size >= this.#atHand && oldest !== undefined) this.#signKeys.delete(oldest);
		this.#signKeys.set(name, key);
		return key;
	}

	async #agreeKey(point: Bytes): Promise<WebKey | undefined> {
		if (point.length !== POINT_SIZE) return undefined;
		return tried(() => subtle.importKey('raw', point, ecdh, true, []));
	}
}
