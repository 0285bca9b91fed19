import { everything, type Faults } from './faults.ts';
import { untrue } from './oracles.ts';
import { Play } from './play.ts';

/** Plays one seed to its end. @returns what was untrue, and the trace */
export const playSeed = async (
	seed: number,
	steps: number,
	faults: Faults = everything,
	isTelling = false,
) => {
	const play = new Play(seed, faults, isTelling);
	await play.begin();
	for (let step = 0; step < steps; step++) await play.step();
	await play.heal();
	const failures = await untrue(play);
	return { failures, play, trace: play.world.traceHash };
};
