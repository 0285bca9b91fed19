import { levelByCode } from '#lib/committees/levels.ts';
import type { Profile } from '#lib/committees/schema.ts';
import type { CommitteeRow } from '../database.ts';
import type { Device } from '../device.svelte.ts';

/** Keeps the device's list of committees in step with what a committee's own document says of it. */
export const rememberProfile = (
	device: Device,
	id: string,
	profile: Profile,
	more: Partial<Pick<CommitteeRow, 'openedAt' | 'fromFile'>> = {},
): Promise<void> =>
	device.remember({
		openedAt: device.clock().toISOString(),
		...device.committee(id),
		...more,
		id,
		name: profile.name,
		workplace: profile.workplace,
		level: profile.level,
		levelLabel: profile.levelLabel || (levelByCode(profile.level)?.label ?? ''),
		...(profile.example ? { example: true as const } : {}),
	});
