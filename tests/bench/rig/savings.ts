import type { Page } from '@playwright/test';

/** A time when the screen began to say that all is saved. Milliseconds since the page began. */
export interface Said {
	from: number;
	painted: number;
	/** How many writes to the log of updates had begun and were not on the disk. */
	writing: number;
	/** The number of the last update that was stored. */
	through: number;
	/** What the field with the caret held. */
	text: string;
}

interface Savings {
	/** When each letter was typed. */
	inputs: number[];
	said: Said[];
}

/** Runs in the page, before its own scripts. */
function watch() {
	const savings: Savings = { inputs: [], said: [] };
	Object.assign(window, { savings });
	let writing = 0;

	// Heard before the app hears it, so a write that the app knows of is never counted as under way.
	const begin = IDBDatabase.prototype.transaction;
	IDBDatabase.prototype.transaction = function (...of) {
		const transaction = begin.apply(this, of);
		const isWrite = transaction.mode === 'readwrite' && this.name === 'medspil';
		if (isWrite && transaction.objectStoreNames.contains('updates')) {
			if (transaction.durability !== 'strict') throw new Error('A write is not strict.');
			writing += 1;
			for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => (writing -= 1));
		}
		return transaction;
	};

	const reading = new Promise<IDBDatabase>((resolve) =>
		addEventListener('load', () => {
			const request = indexedDB.open('medspil');
			request.onsuccess = () => resolve(request.result);
		}),
	);
	const note = (said: Said) => {
		savings.said.push(said);
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => (said.painted = performance.now());
			port2.postMessage(0);
		});
		void read(said);
	};
	const read = async (said: Said) => {
		const updates = begin.call(await reading, 'updates', 'readonly').objectStore('updates');
		const last = updates.openKeyCursor(null, 'prev');
		last.onsuccess = () => (said.through = Number(last.result?.key ?? 0));
	};

	let isSaid = false;
	new MutationObserver(() => {
		const says = document.querySelector('.saved-status.saved') !== null;
		const field = document.activeElement;
		if (says && !isSaid && field instanceof HTMLTextAreaElement)
			note({ from: performance.now(), painted: Infinity, writing, through: 0, text: field.value });
		isSaid = says;
	}).observe(document, { subtree: true, childList: true, attributeFilter: ['class'] });
	addEventListener('input', (event) => savings.inputs.push(event.timeStamp), { capture: true });
}

/** From the next navigation on the page notes what is typed, what is stored and what the screen says of it. */
export const watchSaving = (page: Page) => page.addInitScript(watch);

/** What was noted, and the updates stored after a number. */
export async function savings(page: Page, after: number) {
	const { noted, rows } = await page.evaluate(async (after) => {
		const database = await new Promise<IDBDatabase>((resolve) => {
			const request = indexedDB.open('medspil');
			request.onsuccess = () => resolve(request.result);
		});
		const stored = await new Promise<{ seq: number; bytes: Uint8Array }[]>((resolve) => {
			const updates = database.transaction('updates').objectStore('updates');
			const request = updates.getAll(IDBKeyRange.lowerBound(after, true));
			request.onsuccess = () => resolve(request.result);
		});
		return {
			noted: (window as unknown as { savings: Savings }).savings,
			rows: stored.map(({ seq, bytes }) => ({ seq, bytes: btoa(String.fromCharCode(...bytes)) })),
		};
	}, after);
	return {
		...noted,
		rows: rows.map(({ seq, bytes }) => ({ seq, bytes: Uint8Array.from(Buffer.from(bytes, 'base64')) })),
	};
}
