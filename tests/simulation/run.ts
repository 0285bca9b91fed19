import { Registry, SeededCrypto } from './crypto.ts';
import { untrue } from './oracles.ts';
import { Play } from './play.ts';
import type { Cryptos } from './ports.ts';
import { planOf, type Sort, type Trace } from './trace.ts';

export const seeded = (seed: number): Cryptos => {
	const registry = new Registry(String(seed));
	return (own) => new SeededCrypto(registry, own);
};

/** Plays a trace to its end. @returns what was untrue, and the hash of all that happened */
export const playTrace = async (trace: Trace, cryptos = seeded(trace.seed), isTelling = false) => {
	const play = new Play(trace, cryptos, isTelling);
	await play.begin();
	for (const step of trace.steps) await play.step(step);
	await play.heal();
	const failures = await untrue(play);
	return { failures, play, hash: play.world.traceHash };
};

/** Plays what a seed stands for. */
export const playSeed = (seed: number, steps: number, allowed?: readonly Sort[], isTelling = false) =>
	playTrace(planOf(seed, steps, allowed), seeded(seed), isTelling);
