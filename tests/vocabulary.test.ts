import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vocabulary, wordsIn } from './vocabulary/words.ts';

// The list is there to be read: `UPDATE=1 npx vitest run tests/vocabulary.test.ts` writes it, and a change of it is looked at word by word.

const file = join(import.meta.dirname, 'vocabulary/words.txt');

/** What people around a table do not say. */
const jargon =
	/^(synkron|session|workspace|token|cache|dashboard|sprint|retro|stakeholder|feedback|upload|download|login|merge|epoch|nonce|hash|peer|crdt|null|undefined|nan|object)/;

test('every word that a screen can show has been read', () => {
	const words = vocabulary();
	expect(words.length).toBeGreaterThan(1000);
	if (process.env['UPDATE']) writeFileSync(file, `${words.join('\n')}\n`);
	expect(words).toEqual(readFileSync(file, 'utf8').trim().split('\n'));
});

test('no word of ours is jargon', () => {
	expect(wordsIn('Synkronisering fejlede').filter((word) => jargon.test(word))).toEqual(['synkronisering']);
	expect(vocabulary().filter((word) => jargon.test(word))).toEqual([]);
});
