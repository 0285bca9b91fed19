import { sortOf, sorts, type Step, type Trace } from './trace.ts';

/** Whether a trace still fails in the way that is looked for. */
type Fails = (trace: Trace) => Promise<boolean>;

/** Without a whole sort of things that may happen. */
const withoutSorts = async (trace: Trace, fails: Fails): Promise<Trace> => {
	let best = trace;
	for (const sort of sorts) {
		const steps = best.steps.filter(({ deed }) => sortOf(deed) !== sort);
		const smaller = { ...best, steps };
		if (steps.length < best.steps.length && (await fails(smaller))) best = smaller;
	}
	return best;
};

const withFewerTablets = async (trace: Trace, fails: Fails): Promise<Trace> => {
	for (let most = 1; most < trace.tablets[1]; most++)
		for (let first = 1; first <= Math.min(most, trace.tablets[0]); first++) {
			const smaller: Trace = { ...trace, tablets: [first, most] };
			if (await fails(smaller)) return smaller;
		}
	return trace;
};

/** Without as many steps as can be left out, half of them at first, and then fewer and fewer at a time. */
const withFewerSteps = async (trace: Trace, fails: Fails): Promise<Trace> => {
	let best = trace;
	for (let size = Math.ceil(best.steps.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
		for (let at = 0; at < best.steps.length;) {
			const steps: Step[] = best.steps.toSpliced(at, size);
			const smaller = { ...best, steps };
			if (await fails(smaller)) best = smaller;
			else at += size;
		}
	}
	return best;
};

/** Steps that follow at once, where the time between them does not matter. */
const withLessTime = async (trace: Trace, fails: Fails): Promise<Trace> => {
	let best = trace;
	for (const [at, step] of trace.steps.entries()) {
		const smaller = { ...best, steps: best.steps.with(at, { ...step, wait: 100 }) };
		if (step.wait > 100 && (await fails(smaller))) best = smaller;
	}
	return best;
};

/**
 * The smallest trace that fails in the same way, as far as that is found by leaving things out.
 * @param most runs that this may take
 */
export const shrink = async (trace: Trace, fails: Fails, most = 400): Promise<Trace> => {
	let runs = 0;
	const tried: Fails = async (smaller) => ++runs <= most && fails(smaller);
	let best = await withoutSorts(trace, tried);
	best = await withFewerTablets(best, tried);
	for (let before = Infinity; best.steps.length < before;) {
		before = best.steps.length;
		best = await withFewerSteps(best, tried);
	}
	best = await withoutSorts(best, tried);
	return withLessTime(await withFewerTablets(best, tried), tried);
};
