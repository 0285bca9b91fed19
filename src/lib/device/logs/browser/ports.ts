import { WebCrypto, type WebKey } from '#lib/sealed-log/crypto/web.ts';
import { dexieDisk } from '#lib/sealed-log/engine/keeping/dexie.ts';
import type { Channel, Ports, Replicas, Transport } from '#lib/sealed-log/engine/ports.ts';
import { isDocumentName } from '#lib/documents/kinds.ts';
import type { Database } from '../../database.ts';
import { Replica } from '../../keeping/replica.ts';
import { noLocks, webLocks } from './locks.ts';
import { SignatureWorker } from './signatures.ts';
import { WebTransport } from './transport.ts';

/** Where the log is served: where the app comes from, unless it was built for another server. */
const serverOrigin = (): string => import.meta.env.PUBLIC_SYNC_URL || globalThis.location?.origin || '';

class TabChannel implements Channel {
	#channel: BroadcastChannel | undefined;

	constructor(channel: BroadcastChannel | undefined) {
		this.#channel = channel;
	}

	tell(message: object): void {
		this.#channel?.postMessage(message);
	}

	listen(hear: (message: unknown) => void): () => void {
		const listener = ({ data }: MessageEvent<unknown>) => hear(data);
		this.#channel?.addEventListener('message', listener);
		return () => this.#channel?.removeEventListener('message', listener);
	}
}

const replicasOf = ({ name }: Database): Replicas => ({
	open: async (committee, document, doc) =>
		isDocumentName(document)
			? Replica.open(name, committee, document, doc).catch(() => undefined)
			: undefined,
});

/** Where there is no server to talk to. */
const nobody: Transport = {
	origin: '',
	open(_log, listener) {
		queueMicrotask(() => listener.closed());
		return { send: () => undefined, close: () => undefined };
	},
};

const transportTo = (origin: string): Transport =>
	origin
		? new WebTransport({
				origin,
				socket: (url) => new WebSocket(url),
				fetch: (...request) => fetch(...request),
				now: () => Date.now(),
			})
		: nobody;

/** What the engine asks of the world, as this browser has it. */
export const browserPorts = (
	db: Database,
	channel: BroadcastChannel | undefined,
	transport = transportTo(serverOrigin()),
): Ports<WebKey> => ({
	crypto: new WebCrypto(undefined, SignatureWorker.here()),
	clock: {
		now: () => Date.now(),
		elapsed: () => performance.now(),
		after(time, run) {
			const timer = setTimeout(run, time);
			return () => clearTimeout(timer);
		},
	},
	disk: dexieDisk<WebKey>(db),
	locks: globalThis.navigator?.locks ? webLocks(navigator.locks, db.name) : noLocks,
	channel: new TabChannel(channel),
	transport,
	replicas: replicasOf(db),
	chance: () => Math.random(),
});
