import type { Crypto } from '#lib/sealed-log/crypto/port.ts';

/** A key of whichever cryptography the world has. */
export type Key = unknown;

/** The cryptography of one device or server, which has chance of its own. */
export type Cryptos = (seed: string) => Crypto<Key>;
