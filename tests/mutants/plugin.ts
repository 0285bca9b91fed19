import { dirname, join, relative } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { mutants } from './mutants.ts';
import { planted } from './planted.ts';

const all = [...mutants, ...planted];

const root = join(import.meta.dirname, '../..');
const collector = join(import.meta.dirname, 'collect.ts');

const split = (id: string) => {
	const [path = '', query = ''] = id.split('?');
	return { path, mutant: new URLSearchParams(query).get('mutant') };
};

const imports = new Map<string, string[]>();

/** The files of ours that a file imports. */
const importsOf = (path: string): string[] => {
	const known = imports.get(path);
	if (known) return known;
	const written = readFileSync(path, 'utf8').matchAll(/\bfrom '((?:#lib|#tests|\.\.?)\/[^']+\.ts)'/g);
	const found = [...written].map(([, name = '']) => {
		if (name.startsWith('#lib/')) return join(root, 'src/lib', name.slice(5));
		return name.startsWith('#tests/') ? join(root, 'tests', name.slice(7)) : join(dirname(path), name);
	});
	imports.set(path, found);
	return found;
};

const reached = new Map<string, boolean>();

/** Only what leads to the changed file has to be loaded anew; the rest is shared. */
const reaches = (path: string, target: string): boolean => {
	if (path === target) return true;
	const question = `${path} → ${target}`;
	const known = reached.get(question);
	if (known !== undefined) return known;
	// Files that import each other, types included, would ask for ever.
	reached.set(question, false);
	const answer = importsOf(path).some((next) => reaches(next, target));
	reached.set(question, answer);
	return answer;
};

/** A place in the code that is there once: a mutant of what has moved on is no mutant. */
const mutated = (code: string, { file, from, to }: { file: string; from: string; to: string }) => {
	if (code.split(from).length !== 2) throw new Error(`${file} does not have exactly once: ${from}`);
	return code.replace(from, () => to);
};

/**
 * `import('x.test.ts?mutant=SL7')` gives the module as if the code had the mistake that the mutant is: what it imports
 * is loaded anew, and one file is changed on the way. The code itself knows nothing of mutants, and no build has this
 * plugin. It works for whatever is imported so: a test, or a whole simulation.
 */
export const mutantsPlugin = (): Plugin => ({
	name: 'mutants',
	enforce: 'pre',
	async resolveId(source, importer) {
		const from = split(importer ?? '');
		if (!from.mutant) return undefined;
		if (source === 'vitest')
			return from.path === collector ? undefined : `${collector}?mutant=${from.mutant}`;
		const found = await this.resolve(source, from.path, { skipSelf: true });
		const path = split(found?.id ?? '').path;
		const wanted = all.find(({ name }) => name === from.mutant);
		const isOurs =
			path.endsWith('.ts') && !relative(root, path).startsWith('..') && !path.includes('/node_modules/');
		if (!wanted || !isOurs || !reaches(path, join(root, wanted.file))) return found;
		return `${path}?mutant=${from.mutant}`;
	},
	transform(code, id) {
		const { path, mutant } = split(id);
		const wanted = all.find(({ name }) => name === mutant);
		return wanted && path === join(root, wanted.file) ? mutated(code, wanted) : undefined;
	},
});
