import type { Committee } from '#lib/committees/document.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import type { ThisTablet } from '#lib/reflections/answers/own-tablets/rules.ts';
import { memberHere } from '../../../../me.ts';
import { TabletNames } from '../../../../tablet-names.svelte.ts';

/** This tablet, as who answers on it needs to know it. */
export const thisTablet = (device: Device, id: string, committee: Committee): ThisTablet => {
	const log = device.log(id);
	const names = log && new TabletNames(log, committee);
	return {
		device: log?.device ?? '',
		get member() {
			return names && memberHere(device.committee(id), names.members)?.id;
		},
		nameOf: (tablet) => names?.nameOf(tablet),
	};
};
