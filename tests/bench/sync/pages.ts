import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { page } from './programs.ts';
import type { Rivals } from './rivals.ts';

const root = join(import.meta.dirname, '../../..');

/** Builds the pages that are typed in, ours and the rivals' if there are any, as a build that our server serves. */
export async function buildPages(folder: string, rivals?: Rivals): Promise<string> {
	const built = join(folder, 'pages');
	await mkdir(join(built, '_app/immutable'), { recursive: true });
	const sides = [
		{ name: 'medspil', root, entry: join(import.meta.dirname, 'pages/medspil.ts') },
		...(rivals ? [{ name: 'rival', root: rivals.folder, entry: join(rivals.folder, 'pages/rival.js') }] : []),
	];
	for (const side of sides) {
		await build({
			root: side.root,
			configFile: false,
			logLevel: 'error',
			publicDir: false,
			build: {
				outDir: built,
				emptyOutDir: false,
				target: 'es2022',
				modulePreload: false,
				rolldownOptions: {
					input: { [side.name]: side.entry },
					output: { entryFileNames: '[name].js', chunkFileNames: `${side.name}-[hash].js` },
				},
			},
		});
		await writeFile(join(built, `${side.name}.html`), page(`/${side.name}.js`));
	}
	await writeFile(join(built, 'index.html'), page(''));
	return built;
}

/** Asks a page to do something. */
export const does = (tab: Page, what: string, argument = ''): Promise<string> =>
	tab.evaluate(
		async ([name, given]) => {
			const work = window.does[name];
			if (!work) throw new Error(`The page cannot ${name}.`);
			return work(given);
		},
		[what, argument] as const,
	);
