import type { Transport } from '#lib/sealed-log/engine/ports.ts';
import type { Database } from '../database.ts';
import { foundingWord } from './browser/founding-word.ts';
import { Logs, type Surroundings } from './logs.ts';
import { browserPorts } from './browser/ports.ts';

/** The logs of this device, with all that they need. Loaded when the first document is opened. */
export const beginLogs = async (
	db: Database,
	channel: BroadcastChannel | undefined,
	transport: Transport | undefined,
	around: Surroundings,
): Promise<Logs> => new Logs(db, browserPorts(db, channel, transport), await foundingWord(db), around);
