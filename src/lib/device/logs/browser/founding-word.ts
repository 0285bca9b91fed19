import type { Database } from '../../database.ts';

/** The word that a server may ask for before it takes a new committee in; empty when nobody has typed one. */
export const foundingWord = async (db: Database): Promise<string> => {
	try {
		return (await db.settings.get('founding-word'))?.value ?? '';
	} catch {
		// The database refuses: whatever needs the word does too.
		return '';
	}
};

/** @throws what the database says */
export const rememberFoundingWord = async (db: Database, word: string): Promise<void> => {
	await db.ensureOpen();
	await db.settings.put({ name: 'founding-word', value: word.trim() });
};
