import { levelByCode } from '#lib/committees/levels.ts';
import { topicOf } from './rules.ts';
import type { Pack, Tone, Topic } from './schema.ts';
import { attractive } from './texts/attractive/pack.ts';
import { developmentDay } from './texts/development-day/pack.ts';
import { hmu } from './texts/med-pipeline/hmu.ts';
import { lmu } from './texts/med-pipeline/lmu.ts';
import { omu } from './texts/med-pipeline/omu.ts';
import { serviceCheck } from './texts/service-check/pack.ts';

const frozen = <T>(value: T): T => {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const part of Object.values(value)) frozen(part);
	}
	return value;
};

/** The packs that come with the program. They never change; other words get a new version. */
export const shippedPacks: readonly Pack[] = frozen([
	lmu,
	omu,
	hmu,
	attractive,
	serviceCheck,
	developmentDay,
]);

export const shippedPackById = (id: string): Pack | undefined => shippedPacks.find((pack) => pack.id === id);

/** [PA12] A topic by its id alone, as a goal remembers it; `undefined` for one of a pack that is not shipped. */
export const shippedTopic = (topic: Topic): { title: string; tone: Tone } | undefined => {
	const pack = shippedPacks.find(({ topics }) => topics.some(({ id }) => id === topic));
	return pack && topicOf(pack, topic);
};

/** FU-MED stands where OMU stands. FMU, at the top, has no statements in the source. */
const packsByLevel = new Map([
	['lmu', lmu],
	['omu', omu],
	['fumed', omu],
	['hmu', hmu],
]);

/** The shipped pack about committees of this level. */
export const packForLevel = (level: string): Pack | undefined => packsByLevel.get(level);

/** What the level above has to succeed with; `undefined` when nobody has written statements for it. */
export const packAbove = (level: string): Pack | undefined => packForLevel(levelByCode(level)?.above ?? '');

/** What the level below has to succeed with; `undefined` under LMU, where no committee stands. */
export const packBelow = (level: string): Pack | undefined => packForLevel(levelByCode(level)?.below ?? '');
