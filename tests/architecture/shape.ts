import { dirname } from 'node:path';
import ts from 'typescript';
import { isCode, isComponent, isData, isTest, roomOf, scriptsOf, type Source } from './tree.ts';

const lines = (text: string) => text.trimEnd().split('\n').length;

/** Components over 200 lines and other code over 300; text and data may be longer. */
export function tooLong(sources: Source[]): string[] {
	return sources
		.filter(({ path }) => isCode(path) && !path.startsWith('src/lib/messages/') && !isData(path))
		.filter(({ path, text }) => lines(text) > (isComponent(path) ? 200 : 300))
		.map(({ path, text }) => `${path} has ${lines(text)} lines`);
}

/** More than two effects in one file, or more than one for ten components in all. */
export function tooManyEffects(sources: Source[]): string[] {
	const counted = sources
		.filter(({ path }) => /\.svelte(\.ts)?$/.test(path))
		.map(({ path, text }) => ({ path, effects: text.match(/\$effect(\.pre|\.root)?\(/g)?.length ?? 0 }));
	const components = counted.filter(({ path }) => isComponent(path)).length;
	const effects = counted.reduce((sum, each) => sum + each.effects, 0);
	return [
		...counted.filter((each) => each.effects > 2).map((each) => `${each.path} has ${each.effects} effects`),
		...(effects > 0.1 * components ? [`${effects} effects in ${components} components`] : []),
	];
}

const layers = /^(utils?|helpers?|services?|stores?|common|types?)$/;

/** Folders and files named after a layer of software instead of a thing of the product. */
export function layerNames(sources: Source[]): string[] {
	return sources
		.map(({ path }) => path)
		.filter((path) => isCode(path) && path.split('/').some((part) => layers.test(part.replace(/\..*$/, ''))));
}

/** Files that only pass on what other files export. */
export function barrels(sources: Source[]): string[] {
	return sources
		.filter(({ path }) => path.startsWith('src/lib/') && path.endsWith('.ts') && !isTest(path))
		.filter((source) => {
			const statements = scriptsOf(source).flatMap((script) => [...script.statements]);
			const passesOn = statements.filter((one) => ts.isExportDeclaration(one) && one.moduleSpecifier);
			const passesAllOn = passesOn.some((one) => ts.isExportDeclaration(one) && !one.exportClause);
			return (
				source.path.endsWith('/index.ts') ||
				passesAllOn ||
				(passesOn.length > 0 && passesOn.length === statements.length)
			);
		})
		.map(({ path }) => path);
}

const mostEntries = 9;

/** Folders of a room with more than nine entries beside their tests and README: they have earned a folder inside. */
export function crowdedFolders(sources: Source[]): string[] {
	const entries = new Map<string, Set<string>>();
	for (const { path } of sources) {
		if (['', 'ui', 'messages'].includes(roomOf(path)) || isTest(path) || !isCode(path)) continue;
		for (let child = path; roomOf(child) !== ''; child = dirname(child)) {
			const folder = dirname(child);
			entries.set(folder, (entries.get(folder) ?? new Set()).add(child));
		}
	}
	entries.delete('src/lib');
	return [...entries]
		.filter(([, inside]) => inside.size > mostEntries)
		.map(([folder, inside]) => `${folder} has ${inside.size} entries`);
}

const fixedTopLevel =
	'src static tests vite.config.ts svelte.config.js package.json tsconfig.json README.md LICENSE package-lock.json';

/** What lies at the top of the repository and has no place there. */
export const strayTopLevel = (names: string[]) =>
	names.filter((name) => !fixedTopLevel.split(' ').includes(name));
