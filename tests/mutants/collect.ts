import { expect, expectTypeOf } from 'vitest';

/** What stands in for vitest when a test file is loaded with a mutant: its tests are listed, to be run one by one. */
export const collected: { title: string; run: () => unknown }[] = [];

/** A test may say how long it may take, before what it does. */
const test = (title: string, ...given: (object | (() => unknown))[]) => {
	const run = given.find((each) => typeof each === 'function');
	if (run) collected.push({ title, run: run as () => unknown });
};

test.each =
	<Case>(cases: readonly Case[]) =>
	(title: string, run: (...values: unknown[]) => unknown) => {
		for (const each of cases) test(title, () => run(...(Array.isArray(each) ? each : [each])));
	};

const describe = (_title: string, define: () => void) => define();

describe.each =
	<Case>(cases: readonly Case[]) =>
	(_title: string, define: (value: Case) => void) => {
		for (const each of cases) define(each);
	};

export { describe, expect, expectTypeOf, test };
