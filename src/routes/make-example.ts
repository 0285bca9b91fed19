import { Committee } from '#lib/committees/document.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import { rememberProfile } from '#lib/device/keeping/remember.ts';
import { core, yearDocument } from '#lib/documents/kinds.ts';
import { makeExample } from '#lib/example/make.ts';
import { newId } from '#lib/id.ts';
import { dayOf, yearOf } from '#lib/time.ts';

/** Makes the example on this device, and gives its id. Fetched when somebody asks for it. */
export const makeExampleHere = async (device: Device): Promise<string> => {
	const now = device.clock();
	const year = yearOf(dayOf(now));
	const id = newId();
	device.keepHere(id);
	const documents = {
		core: await device.open(id, core),
		thisYear: await device.open(id, yearDocument(year)),
		lastYear: await device.open(id, yearDocument(year - 1)),
	};
	makeExample(documents, now);
	await rememberProfile(device, id, new Committee(documents.core).profile());
	return id;
};
