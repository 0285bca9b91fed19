import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** How each of them is connected to a room, with everything as it comes. Settles when what there is has been read. */
export const connect = {
	async echo(url, room) {
		const socket = new WebSocket(`${url}/${room}`);
		socket.binaryType = 'arraybuffer';
		await new Promise((resolve, reject) => {
			socket.onopen = resolve;
			socket.onerror = reject;
		});
		return { socket };
	},

	hocuspocus(url, room, doc = new Y.Doc()) {
		return new Promise((resolve) => {
			const websocketProvider = new HocuspocusProviderWebsocket({ url });
			const provider = new HocuspocusProvider({
				websocketProvider,
				name: room,
				document: doc,
				onSynced: () => resolve({ doc, provider }),
			});
			provider.attach();
		});
	},

	'y-websocket'(url, room, doc = new Y.Doc()) {
		return new Promise((resolve) => {
			const provider = new WebsocketProvider(url, room, doc, { disableBc: true });
			provider.once('sync', () => resolve({ doc, provider }));
		});
	},
};
