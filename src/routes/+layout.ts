import { here } from '#lib/device/here.ts';

export const ssr = false;

export const load = () => {
	const device = here();
	void device.started;
	return { device };
};
