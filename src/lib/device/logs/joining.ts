import type { JoinRefusal } from '#lib/sealed-log/engine/members/joining.ts';
import type { Device } from '../device.svelte.ts';

/** What became of a link or a recovery sheet. `known`: this tablet is in that committee already. */
export type JoinedHere =
	| {
			ok: true;
			committee: string;
			/** Six digits that the inviter's screen shows too. */
			digits: string;
			/** What the committee is called; empty while its documents are not here yet. */
			name: string;
	  }
	| { ok: false; reason: JoinRefusal | 'mangled'; committee?: string };

/** Spends a link: this device is in the committee from now on. */
export const joinHere = (device: Device, ticket: string): Promise<JoinedHere> => {
	throw new Error(`${String(device.ready)} ${ticket}`);
};
