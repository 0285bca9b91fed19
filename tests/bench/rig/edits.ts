import type { Page } from '@playwright/test';

/** Something that a person did, in milliseconds since the navigation began. */
export interface Edit {
	kind: 'tick' | 'letter' | 'link';
	/** When the finger or the key went down, or up for a tap: the time stamp that the browser gave the event. */
	from: number;
	/** When the frame that shows it was painted. */
	painted: number;
}

/**
 * Runs in the page, before its own scripts. The browser itself ticks the box and shows the letter, so what counts is
 * that the page has taken the edit through the document and back: the row's class, and the words in the box's name.
 */
function watch() {
	const edits: Edit[] = [];
	Object.assign(window, { edits });

	const isShown = (target: Element) => {
		const row = target.closest('li');
		const box = row?.querySelector<HTMLInputElement>('input[type=checkbox]');
		const words = row?.querySelector('textarea');
		if (!row || !box || !words) return true;
		return (
			row.classList.contains('done') === box.checked && box.ariaLabel?.includes(words.value.trim()) === true
		);
	};
	const note = (kind: Edit['kind'], { timeStamp: from, target }: Event) => {
		if (!(target instanceof Element)) return;
		const edit = { kind, from, painted: Infinity };
		edits.push(edit);
		const look = () => {
			if (!isShown(target)) return requestAnimationFrame(look);
			// A task that is posted from a frame runs when the frame has been painted.
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => (edit.painted = performance.now());
			port2.postMessage(0);
		};
		requestAnimationFrame(look);
	};
	const options = { capture: true };
	const tapped = (event: Event) => {
		if (!(event.target instanceof Element)) return;
		if (event.target.closest('label')?.querySelector('input[type=checkbox]')) note('tick', event);
		else if (event.target.closest('a')) note('link', event);
	};
	// The click comes in the same breath; on a label it comes twice.
	addEventListener('pointerup', tapped, options);
	addEventListener('keydown', (event) => event.key.length === 1 && note('letter', event), options);
}

/** From the next navigation on the page notes each edit in a row of a plan, and each tap on a link. */
export const watchEdits = (page: Page) => page.addInitScript(watch);

/** The edits of a kind until now. */
export const editsOf = (page: Page, kind: Edit['kind']): Promise<Edit[]> =>
	page.evaluate(
		(kind) => (window as unknown as { edits: Edit[] }).edits.filter((edit) => edit.kind === kind),
		kind,
	);
