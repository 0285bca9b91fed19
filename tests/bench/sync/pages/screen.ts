/** When each letter was typed and when it was on the screen: milliseconds of one clock for all pages of a browser. */
interface Screen {
	typed: number[];
	shown: number[];
	/** What was done last began here, and was on the screen there. */
	began: number;
	painted: number;
	isReady: boolean;
}

declare global {
	interface Window {
		screenOf: Screen;
		/** What the benchmark asks the page to do. */
		does: Record<string, (argument: string) => Promise<string>>;
	}
}

/** A shared text, as whoever types in it sees it. */
export interface Shared {
	insert(letter: string): void;
	text(): string;
}

const now = () => performance.timeOrigin + performance.now();

/** Runs when what is in the page now has been painted. */
const painted = (then: () => void) =>
	requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = then;
		port2.postMessage(0);
	});

const field = document.querySelector('textarea');
if (!field) throw new Error('There is no field.');
window.screenOf = { typed: [], shown: [], began: 0, painted: Infinity, isReady: false };
window.does = {};

/** Shows a text, and types in it. @returns to be called when the text has changed */
export const show = (shared: Shared): (() => void) => {
	const { typed, shown } = window.screenOf;
	const changed = () => {
		field.value = shared.text();
		const { length } = field.value;
		painted(() => {
			while (shown.length < length) shown.push(now());
		});
	};
	field.addEventListener('keydown', (event) => {
		if (event.key.length !== 1) return;
		event.preventDefault();
		typed.push(performance.timeOrigin + event.timeStamp);
		shared.insert(event.key);
	});
	changed();
	window.screenOf.isReady = true;
	return changed;
};

/** Something began now. */
export const begin = (): void => {
	window.screenOf.began = now();
};

/** It is there: puts it on the screen. */
export const showAll = (text: string): void => {
	field.value = text;
	painted(() => (window.screenOf.painted = now()));
};
