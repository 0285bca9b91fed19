import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { page } from './programs.ts';
import type { Rivals } from './rivals.ts';

const root = join(import.meta.dirname, '../../..');

/** A page that runs one script, built. */
interface Side {
	name: string;
	entry: string;
	/** Where its packages are. */
	root?: string;
}

/** Adds a page to a build. */
export async function buildPage(built: string, { name, entry, root: from = root }: Side): Promise<void> {
	await build({
		root: from,
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		build: {
			outDir: built,
			emptyOutDir: false,
			target: 'es2022',
			modulePreload: false,
			rolldownOptions: {
				input: { [name]: entry },
				output: { entryFileNames: '[name].js', chunkFileNames: `${name}-[hash].js` },
			},
		},
	});
	await writeFile(join(built, `${name}.html`), page(`/${name}.js`));
}

/** Builds the pages that are typed in, ours and the rivals' if there are any, as a build that our server serves. */
export async function buildPages(folder: string, rivals?: Rivals): Promise<string> {
	const built = join(folder, 'pages');
	await mkdir(join(built, '_app/immutable'), { recursive: true });
	await buildPage(built, { name: 'medspil', entry: join(import.meta.dirname, 'pages/medspil.ts') });
	if (rivals) {
		const entry = join(rivals.folder, 'pages/rival.js');
		await buildPage(built, { name: 'rival', root: rivals.folder, entry });
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
