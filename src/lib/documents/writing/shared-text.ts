import type * as Y from 'yjs';
import type { SharedDocument } from '../shared.ts';
import {
	caretIn,
	editBetween,
	moveCaret,
	nameOfText,
	placesAfter,
	placesIn,
	writeText,
	type Places,
} from '../text.ts';
import { hands } from './taken.ts';

/** A text that people write in together. */
export type Text = Y.Text;

/**
 * Binds a text field to a shared text, as `{@attach sharedText(shared, text)}`: what is typed is written with the least
 * change, and what others write comes in without moving the caret away from its writer. Nobody else may set the value
 * of the field. When what the text stands in is removed elsewhere while somebody writes, their words are handed back.
 */
export const sharedText =
	(shared: SharedDocument, text: Y.Text) => (field: HTMLTextAreaElement | HTMLInputElement) => {
		let shown = '';
		/** An input method is at a word, which on Android is most of the time. A field that is changed tears the word apart. */
		let composing = false;
		/** What others write waits for the end of the word. */
		let behind: Places | undefined;
		/** Since somebody came to the field they have written in it, and they have not left it. */
		let isWriting = false;
		let isRemoved = false;
		const record = text.parent;

		/** Each letter of a word that is composed too: whoever reads «saved» may put the tablet away. */
		const write = () => {
			const before = shown;
			shown = field.value;
			isWriting = true;
			const caret = field.selectionEnd ?? undefined;
			if (!behind) return shared.type(() => writeText(text, shown, caret));
			const { at, removed, added } = editBetween(before, shown, caret);
			const from = caretIn(behind, at);
			const gone = behind.slice(at, at + removed).filter((place) => place !== undefined);
			shared.type(() => {
				for (const place of gone.toReversed()) text.delete(place, 1);
				text.insert(from, added);
			});
			const written = placesIn(added).map((place) => from + (place ?? 0));
			behind = behind.toSpliced(at, removed, ...written);
		};
		const begin = () => {
			composing = true;
		};
		const finish = () => {
			write();
			composing = false;
			const places = behind;
			behind = undefined;
			if (places) show((caret) => caretIn(places, caret));
		};
		const changed = ({ delta }: Y.YTextEvent) => {
			if (composing && field.value !== text.toString()) behind ??= placesIn(shown);
			if (behind) behind = placesAfter(behind, delta);
			else if (field.value !== text.toString()) show((caret) => moveCaret(caret, delta));
		};
		const show = (move: (caret: number) => number) => {
			const [start, end] = [move(field.selectionStart ?? 0), move(field.selectionEnd ?? 0)];
			field.value = text.toString();
			shown = field.value;
			if (document.activeElement === field) field.setSelectionRange(start, end);
		};

		const heard = ({ keys }: Y.YEvent<Y.AbstractType<unknown>>, { local }: Y.Transaction) => {
			const removal = keys.get('deletedOn');
			if (removal) isRemoved = removal.action !== 'delete' && !local;
		};
		/** A browser may say this of a field that it takes away, too. */
		const leave = () => {
			if (!isRemoved) isWriting = false;
		};

		field.value = shown = text.toString();
		field.readOnly = shared.readOnly;
		field.addEventListener('input', write);
		field.addEventListener('compositionstart', begin);
		field.addEventListener('compositionend', finish);
		field.addEventListener('blur', leave);
		text.observe(changed);
		record?.observe(heard);
		return () => {
			field.removeEventListener('input', write);
			field.removeEventListener('compositionstart', begin);
			field.removeEventListener('compositionend', finish);
			field.removeEventListener('blur', leave);
			text.unobserve(changed);
			record?.unobserve(heard);
			if (isRemoved && isWriting && shown.trim() !== '')
				hands.take({ from: nameOfText(text)?.split('/')[0] ?? '', words: shown });
		};
	};
