import { Dice } from './dice.ts';

/** What may happen in a run, by sort; and how often, each against the others. */
export const deeds = {
	writing: { tick: 20, type: 20, erase: 3, show: 5 },
	tabs: { open: 5, close: 3 },
	network: { network: 11 },
	disk: { disk: 4 },
	kills: { kill: 4, fuse: 6, sleep: 2, 'kill server': 1, 'fuse server': 2 },
	membership: { invite: 4, turn: 2, role: 2, revoke: 1, sheet: 1, withdraw: 1, lose: 1 },
	losses: { forget: 1, 'go back': 1 },
	clones: { clone: 1 },
	rogues: { poison: 3, lie: 2, smuggle: 2, mischief: 2 },
} as const;

export type Sort = keyof typeof deeds;
export type Deed = { [Each in Sort]: keyof (typeof deeds)[Each] }[Sort];

export const sorts = Object.keys(deeds) as Sort[];
export const sortOf = (deed: Deed): Sort | undefined => sorts.find((sort) => deed in deeds[sort]);

/** Something that happens, and then so many milliseconds. */
export interface Step {
	deed: Deed;
	/** Which of the open tabs, counted round. */
	who: number;
	/** What chance says about the rest of it. */
	roll: number;
	wait: number;
}

/** All that decides a run: the same trace is the same run, to the byte. */
export interface Trace {
	seed: number;
	/** As many at the beginning, and at most. */
	tablets: [number, number];
	steps: Step[];
}

/** What a seed stands for. @param allowed sorts of things that may happen */
export const planOf = (seed: number, steps: number, allowed: readonly Sort[] = sorts): Trace => {
	const dice = new Dice(seed ^ 0x5eed);
	const most = dice.pick([2, 3, 3, 4, 4, 5, 6, 8, 10, 15]) ?? 3;
	const lots = allowed.flatMap((sort) =>
		Object.entries(deeds[sort]).flatMap(([deed, many]) => Array.from({ length: many }, () => deed as Deed)),
	);
	const step = (): Step => ({
		deed: dice.pick(lots) ?? 'tick',
		who: dice.below(1000),
		roll: dice.below(2 ** 31),
		wait: dice.chance(0.1) ? dice.below(20_000) : dice.below(700),
	});
	return {
		seed,
		tablets: [Math.ceil(most / 2), most],
		steps: Array.from({ length: steps }, step),
	};
};
