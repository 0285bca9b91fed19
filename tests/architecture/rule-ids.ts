import { isTest, type Source } from './tree.ts';

const id = /\[([A-Z]{2}\d+)\]/g;
const title = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(['"`])(.*?)\1/gs;

const idsIn = (text: string) => [...text.matchAll(id)].map(([, found = '']) => found);

/** Rules without a test, and tests of rules that are not there. The rules stand in the README of their room. */
export function unmatchedRuleIds(sources: Source[]): string[] {
	const rules = new Set(
		sources
			.filter(({ path }) => /^src\/(lib|server)\/.*README\.md$/.test(path))
			.flatMap(({ text }) => idsIn(text)),
	);
	const tested = sources
		.filter(({ path }) => isTest(path))
		.flatMap(({ path, text }) =>
			[...text.matchAll(title)].flatMap(([, , words = '']) => idsIn(words).map((rule) => ({ path, rule }))),
		);
	const testedRules = new Set(tested.map(({ rule }) => rule));
	return [
		...[...rules].filter((rule) => !testedRules.has(rule)).map((rule) => `[${rule}] has no test`),
		...tested
			.filter(({ rule }) => !rules.has(rule))
			.map(({ path, rule }) => `[${rule}] in ${path} is no rule`),
	];
}
