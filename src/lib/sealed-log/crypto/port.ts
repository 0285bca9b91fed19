import type { Bytes } from '#lib/sealed-log/bytes.ts';

/** A device's two public keys, each an uncompressed point of P-256 (65 bytes). */
export interface PublicKeys {
	/** ECDSA: what the device says is its own word. */
	sign: Bytes;
	/** ECDH: what others wrap keys for. */
	agree: Bytes;
}

/** The keys of a device or an invitation; what is secret stays behind the port as a `K`. */
export interface KeyPairs<K> {
	keys: PublicKeys;
	sign: K;
	agree: K;
}

/** Both private scalars, 32 bytes each: only of invitations and recovery sheets, which travel sealed under a secret. */
export type Scalars = Bytes;

/**
 * Everything that the log asks of cryptography, for one suite: P-256, SHA-256, AES-256-GCM. `K` is whatever the
 * implementation keeps a secret key in. What comes from others (keys, signatures, sealed bytes) is answered with `false`
 * or `undefined` when it is wrong; a promise is rejected only for mistakes of the program.
 */
export interface Crypto<K> {
	randomBytes(size: number): Bytes;
	sha256(bytes: Bytes): Promise<Bytes>;
	/** HKDF with SHA-256. */
	hkdf(secret: Bytes, salt: Bytes, info: Bytes, size: number): Promise<Bytes>;

	/** A key of 32 bytes for `seal` and `open` that cannot be taken out again. */
	sealingKey(raw: Bytes): Promise<K>;
	/** AES-256-GCM: ciphertext and a tag of 16 bytes. */
	seal(key: K, nonce: Bytes, data: Bytes, plaintext: Bytes): Promise<Bytes>;
	open(key: K, nonce: Bytes, data: Bytes, sealed: Bytes): Promise<Bytes | undefined>;

	/** New keys that cannot be taken out of this device. */
	generate(): Promise<KeyPairs<K>>;
	/** New keys with their scalars, for an invitation or a recovery sheet. */
	generateMovable(): Promise<{ pairs: KeyPairs<K>; scalars: Scalars }>;
	/** The keys that the scalars belong to; they cannot be taken out again. */
	restore(keys: PublicKeys, scalars: Scalars): Promise<KeyPairs<K> | undefined>;
	/** Both are points of the curve. */
	arePublicKeys(keys: PublicKeys): Promise<boolean>;

	/** r and s, 32 bytes each. */
	sign(key: K, message: Bytes): Promise<Bytes>;
	/** Many signatures are soon going to be asked about at once. */
	expectMany?(): Promise<void>;
	verify(signKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean>;
	/** The 32 bytes that this key and the other's public key agree on. */
	agree(key: K, agreeKey: Bytes): Promise<Bytes | undefined>;
	/** A new public key and what it agrees on with the other's: for one message to who holds the other's key. */
	agreeOnce(agreeKey: Bytes): Promise<{ once: Bytes; shared: Bytes } | undefined>;
}

/** What is asked of one signature. */
export interface Asked {
	signKey: Bytes;
	message: Bytes;
	signature: Bytes;
}

/** Looks at many signatures at once, beside the page. */
export interface Signatures {
	/** There are soon going to be some. */
	expect(): void;
	/** @returns one answer for each, in their order; `undefined` when nobody can be asked */
	verify(asked: readonly Asked[]): Promise<readonly boolean[] | undefined>;
}
