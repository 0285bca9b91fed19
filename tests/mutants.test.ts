import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTree } from './architecture/tree.ts';
import type * as Collector from './mutants/collect.ts';
import { mutants } from './mutants/mutants.ts';

const top = join(import.meta.dirname, '..');
const tests = readTree('src', 'tests').filter(({ path }) => path.endsWith('.test.ts'));
// Everything is loaded anew for each, on machines that have other things to do.
const slow = { timeout: 30_000 };

const ruleOf = (name: string) => name.replace(/[a-z]$/, '');

/** Titles of the tests of a rule that fail when the code has the mutant in it. */
async function killers(name: string, mutant = name): Promise<string[]> {
	const rule = `[${ruleOf(name)}]`;
	for (const { path } of tests.filter(({ text }) => text.includes(rule)))
		await import(/* @vite-ignore */ `/${path}?mutant=${mutant}`);
	const collector = `/tests/mutants/collect.ts?mutant=${mutant}`;
	const { collected }: typeof Collector = await import(/* @vite-ignore */ collector);
	const failed: string[] = [];
	for (const { title, run } of collected.filter((each) => each.title.includes(rule))) {
		try {
			await run();
		} catch {
			// What a test that fails does.
			failed.push(title);
		}
	}
	return failed;
}

test.each(mutants.map(({ name }) => name))('the tests of %s notice its mutant', slow, async (name) => {
	expect(await killers(name)).not.toEqual([]);
});

test('without a mutant the same tests find nothing', slow, async () => {
	for (const rule of ['SL1', 'SL17', 'SK5', 'SK19', 'SK28', 'SV6', 'SV20'])
		expect(await killers(rule, 'none')).toEqual([]);
});

test('every numbered rule of the sealed log has a mutant', () => {
	const texts = [
		'src/lib/sealed-log/README.md',
		'src/lib/sealed-log/engine/README.md',
		'src/lib/sealed-log/sums/README.md',
		'src/server/log/README.md',
	].map((path) => readFileSync(join(top, path), 'utf8'));
	const rules = texts.join('\n').matchAll(/^- \*\*\[(S\w\d+)\]/gm);
	const without = [...rules].flatMap(([, rule = '']) =>
		mutants.some(({ name }) => ruleOf(name) === rule) ? [] : [rule],
	);
	expect(without).toEqual([]);
});
