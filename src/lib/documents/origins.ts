/** Who made a change: the name that a Yjs transaction carries. */
export const origins = {
	/** One finished action of the person at this screen. It can be undone and is stored at once. */
	user: 'user',
	/** A new record. Stored at once; taken back by marking it deleted, so that what others write in it survives. */
	added: 'added',
	/** Typing in a text. Merged for a moment before it is stored; the text field has an undo of its own. */
	typing: 'typing',
	/** Read from this device's store: what others wrote, or what was there before. */
	store: 'store',
	/** Made in another tab of this device, which stores it. */
	elsewhere: 'elsewhere',
	/** Read from a backup, and to be stored. */
	restored: 'restored',
} as const;

export type Origin = (typeof origins)[keyof typeof origins];
