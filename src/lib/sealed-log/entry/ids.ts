import { type Bytes, concat, idBytes, toText, zeros } from '#lib/sealed-log/bytes.ts';
import type { Crypto, PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import { encodeBody, type Header } from './codec.ts';

/** The id of an entry: the hash of everything but its signature, since one message has many true signatures. */
export const entryId = async <K>(crypto: Crypto<K>, body: Bytes): Promise<string> =>
	toText(await crypto.sha256(body));

const shortId = async <K>(crypto: Crypto<K>, bytes: Bytes): Promise<string> =>
	toText((await crypto.sha256(bytes)).slice(0, 16));

/** The id of the log that a founding entry founds: its hash with the log's own field zero. */
export const logIdOf = <K>(crypto: Crypto<K>, founding: Header, payload: Bytes): Promise<string> =>
	shortId(crypto, encodeBody({ ...founding, log: toText(zeros(16)) }, payload));

/** The id of the device that holds these keys: nobody else can have it. */
export const deviceIdOf = <K>(crypto: Crypto<K>, keys: PublicKeys): Promise<string> =>
	shortId(crypto, concat(keys.sign, keys.agree));

/** The running hash before the first entry: the log's id and the incarnation's. */
export const firstHead = (log: string, incarnation: string): string =>
	toText(concat(idBytes(log), idBytes(incarnation)));

/** The running hash after one more entry. */
export const nextHead = async <K>(crypto: Crypto<K>, head: string, id: string): Promise<string> =>
	toText(await crypto.sha256(concat(idBytes(head), idBytes(id))));
