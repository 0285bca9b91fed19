import * as Y from 'yjs';
import { SCHEMA, type DocumentName } from './kinds.ts';
import { origins } from './origins.ts';

/** A document that a newer Medspil has written must not be changed by an older one. */
export class ReadOnlyDocument extends Error {
	override name = 'ReadOnlyDocument';
}

/**
 * One Yjs document of a committee and the two ways to change it: a finished action, and typing.
 * Knows nothing of storage or network.
 */
export class SharedDocument {
	readonly name: DocumentName;
	readonly doc: Y.Doc;
	/** This device may read it and no more. */
	isClosed = false;
	#undo: Y.UndoManager | undefined;

	constructor(name: DocumentName, doc = new Y.Doc()) {
		this.name = name;
		this.doc = doc;
	}

	/** The schema that the document asks for; 1 when it says nothing. */
	get schema(): number {
		const schema = this.doc.getMap('meta').get('schema');
		return typeof schema === 'number' ? schema : 1;
	}

	get readOnly(): boolean {
		return this.isClosed || this.schema > SCHEMA;
	}

	/**
	 * One user action: one transaction.
	 * @returns takes this very action back, and nothing else; false when there is nothing (left) to take back, or
	 * something else was done since
	 * @throws ReadOnlyDocument when a newer program has written here
	 */
	act(change: () => void): () => boolean {
		this.#guard();
		// Made at the first action, so that opening a document costs nothing.
		this.#undo ??= new Y.UndoManager(this.doc, {
			captureTimeout: 0,
			trackedOrigins: new Set([origins.user]),
		});
		const undo = this.#undo;
		// When an action has left nothing to undo, Yjs goes on to the one before it: so none is kept.
		undo.clear();
		this.doc.transact(change, origins.user);
		const made = undo.undoStack.at(-1);
		return () =>
			made !== undefined && undo.undoStack.at(-1) === made && !this.readOnly && undo.undo() !== null;
	}

	/** Creates records. Not undone by Yjs, which would take others' words in the record along: the undo marks it deleted. */
	add(change: () => void): void {
		this.#guard();
		this.doc.transact(change, origins.added);
	}

	/** Typing in a text: stored a moment later, together with what is typed around it. */
	type(change: () => void): void {
		this.#guard();
		this.doc.transact(change, origins.typing);
	}

	destroy(): void {
		this.#undo?.destroy();
		this.doc.destroy();
	}

	#guard(): void {
		if (this.readOnly) throw new ReadOnlyDocument();
	}
}
