import { type Bytes, concat, idBytes, utf8 } from '#lib/sealed-log/bytes.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';

export const CHALLENGE_SIZE = 32;

/** What is signed to open a connection: for this log, as this device, to this server, this once. */
export interface Connection {
	log: string;
	who: string;
	nonce: Bytes;
	/** The server's own, `https://medspil.example.dk`: what was signed for one server opens nothing at another. */
	origin: string;
}

const connectionWords = ({ log, who, nonce, origin }: Connection): Bytes =>
	concat(labels.proof, idBytes(log), idBytes(who), nonce, utf8(origin));

export const proveConnection = <K>(crypto: Crypto<K>, sign: K, connection: Connection): Promise<Bytes> =>
	crypto.sign(sign, connectionWords(connection));

export const isConnectionProven = <K>(
	crypto: Crypto<K>,
	signKey: Bytes,
	connection: Connection,
	signature: Bytes,
): Promise<boolean> => crypto.verify(signKey, connectionWords(connection), signature);
