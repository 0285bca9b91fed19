import { isSignedBy, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { judge, type When } from '#lib/sealed-log/membership/judge.ts';
import type { Subject } from '../subject.ts';

/**
 * Why an entry does not count; nothing when its author may say it, and has.
 * @param signed whether it has, where that is being found out already
 */
export const believed = async <K>(
	{ crypto, roll }: Subject<K>,
	sealed: Sealed,
	when: When,
	signed?: Promise<boolean>,
) => {
	const rejection = judge(roll.state, sealed, when);
	if (rejection) return rejection;
	const device = roll.state.devices.get(sealed.entry.device);
	if (!device || !(await (signed ?? isSignedBy(crypto, sealed, device.keys.sign)))) return 'bad-signature';
	return undefined;
};
