import type * as Y from 'yjs';
import { origins } from './origins.ts';
import type { SharedDocument } from './shared.ts';
import { moveCaret, writeText } from './text.ts';

/** A text that people write in together. */
export type Text = Y.Text;

/**
 * Binds a text field to a shared text, as `{@attach sharedText(shared, text)}`: what is typed is written with the least
 * change, and what others write comes in without moving the caret away from its writer.
 */
export const sharedText =
	(shared: SharedDocument, text: Y.Text) => (field: HTMLTextAreaElement | HTMLInputElement) => {
		const write = () => {
			shared.type(() => writeText(text, field.value, field.selectionEnd ?? undefined));
		};
		const typed = (event: Event) => {
			// An input method is still composing the letter; it comes when it is finished.
			if (!(event instanceof InputEvent && event.isComposing)) write();
		};
		const changed = (event: Y.YTextEvent, transaction: Y.Transaction) => {
			if (transaction.origin === origins.typing && field.value === text.toString()) return;
			const carets = [field.selectionStart ?? 0, field.selectionEnd ?? 0].map((caret) =>
				moveCaret(caret, event.delta),
			);
			show();
			if (document.activeElement === field) field.setSelectionRange(carets[0] ?? 0, carets[1] ?? 0);
		};
		const show = () => {
			field.value = text.toString();
		};
		show();
		field.readOnly = shared.readOnly;
		field.addEventListener('input', typed);
		field.addEventListener('compositionend', write);
		text.observe(changed);
		return () => {
			field.removeEventListener('input', typed);
			field.removeEventListener('compositionend', write);
			text.unobserve(changed);
		};
	};
