import { levelByCode } from '#lib/committees/levels.ts';
import type { Pack } from './schema.ts';
import { hmu } from './med-pipeline/hmu.ts';
import { lmu } from './med-pipeline/lmu.ts';
import { omu } from './med-pipeline/omu.ts';

const frozen = <T>(value: T): T => {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const part of Object.values(value)) frozen(part);
	}
	return value;
};

/** The packs that come with the program. They never change; other words get a new version. */
export const shippedPacks: readonly Pack[] = frozen([lmu, omu, hmu]);

export const shippedPackById = (id: string): Pack | undefined => shippedPacks.find((pack) => pack.id === id);

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
