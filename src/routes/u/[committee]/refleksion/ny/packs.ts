import { orderedStatements } from '#lib/packs/rules.ts';
import type { Pack } from '#lib/packs/schema.ts';
import { packForLevel, shippedPacks } from '#lib/packs/shipped.ts';

/** The shipped one for this level first, then the committee's own, then other levels'. */
export const packsToChoose = (level: string, copies: readonly Pack[]): Pack[] => {
	const ofLevel = packForLevel(level);
	return [
		...(ofLevel ? [ofLevel] : []),
		...copies,
		...shippedPacks.filter(({ id }) => id !== ofLevel?.id),
	].filter((pack) => orderedStatements(pack).length > 0);
};
